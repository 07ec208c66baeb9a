/*
 * The libbpf side of the load benchmark. Argument: an object file. Every line on standard input, "open N" or "load N", is answered by a line
 * with the nanoseconds that each of N rounds took from open to close, and a 0 where the other side tells what it allocated.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <bpf/libbpf.h>

static int silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return 0;
}

static long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000L + time.tv_nsec;
}

int main(int argc, char **argv)
{
	char command[16];
	int rounds, i;

	libbpf_set_print(silent);
	while (scanf("%15s %d", command, &rounds) == 2) {
		for (i = 0; i < rounds; i++) {
			long start = now();
			struct bpf_object *object = bpf_object__open_file(argv[1], NULL);

			if (!object || (strcmp(command, "load") == 0 && bpf_object__load(object)))
				return 1;
			bpf_object__close(object);
			printf("%ld ", now() - start);
		}
		puts("0");
		fflush(stdout);
	}
	return 0;
}
