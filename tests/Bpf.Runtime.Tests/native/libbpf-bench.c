/* Prints nanoseconds per open, and per open and load, of an object with libbpf. Arguments: file, rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <bpf/libbpf.h>

static int silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return 0;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e9 + time.tv_nsec;
}

int main(int argc, char **argv)
{
	int rounds = atoi(argv[2]), load, i;

	libbpf_set_print(silent);
	for (load = 0; load < 2; load++) {
		double start = now();

		for (i = 0; i < rounds; i++) {
			struct bpf_object *object = bpf_object__open_file(argv[1], NULL);

			if (load && bpf_object__load(object))
				return 1;
			bpf_object__close(object);
		}
		printf("%.0f\n", (now() - start) / rounds);
	}
	return 0;
}
