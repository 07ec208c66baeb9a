/* Prints the lower quartile of the nanoseconds per open, and per open and load, of an object with libbpf. Arguments: file, rounds. */
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

static int compare(const void *a, const void *b)
{
	return *(double *)a < *(double *)b ? -1 : 1;
}

int main(int argc, char **argv)
{
	int rounds = atoi(argv[2]), load, i;
	double *times = calloc(rounds, sizeof(*times));

	libbpf_set_print(silent);
	for (load = 0; load < 2; load++) {
		for (i = 0; i < rounds; i++) {
			double start = now();
			struct bpf_object *object = bpf_object__open_file(argv[1], NULL);

			if (load && bpf_object__load(object))
				return 1;
			bpf_object__close(object);
			times[i] = now() - start;
		}
		qsort(times, rounds, sizeof(*times), compare);
		printf("%.0f\n", times[rounds / 4]);
	}
	return 0;
}
