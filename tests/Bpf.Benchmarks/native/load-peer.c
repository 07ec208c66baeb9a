/*
 * The libbpf side of the load benchmarks.
 *
 *   load-peer OBJECT         every line on standard input is a command and a number N: "open" or "load" an object N times, or "lookup", "update",
 *                            "delete", "miss" or "array" N elements of its maps. The answer is a line with the nanoseconds of each round, or the
 *                            processor time of all calls in nanoseconds, and a 0 where the other side reports its allocations.
 *   load-peer OBJECT once    opens and loads the object, prints the nanoseconds, a 0, and the peak memory of the process in KiB, and ends.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#define KEYS 1024

static int silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return 0;
}

static long read_clock(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * 1000000000L + time.tv_nsec;
}

static long now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

static struct bpf_object *load(const char *path, int only_open)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);

	if (!object || (!only_open && bpf_object__load(object)))
		exit(1);
	return object;
}

static int once(const char *path)
{
	long start = now(), peak = 0;
	struct bpf_object *object = load(path, 0);
	long time = now() - start;
	FILE *status = fopen("/proc/self/status", "r");
	char line[256];

	while (fgets(line, sizeof(line), status))
		sscanf(line, "VmHWM: %ld", &peak);
	fclose(status);
	bpf_object__close(object);
	printf("%ld 0 %ld\n", time, peak);
	return 0;
}

/* Number of calls that succeeded. */
static int call(const char *command, int hash, int array, int count)
{
	int done = 0, i;
	__u32 key;
	__u64 value;

	for (i = 0; i < count; i++) {
		key = i % KEYS;
		value = key;
		switch (*command) {
		case 'l':
			done += bpf_map_lookup_elem(hash, &key, &value) == 0;
			break;
		case 'u':
			done += bpf_map_update_elem(hash, &key, &value, BPF_ANY) == 0;
			break;
		case 'd':
			key = KEYS + i;
			done += bpf_map_update_elem(hash, &key, &value, BPF_ANY) == 0 && bpf_map_delete_elem(hash, &key) == 0;
			break;
		case 'm':
			key = KEYS + i;
			done += bpf_map_lookup_elem(hash, &key, &value) != 0;
			break;
		case 'a':
			bpf_map_lookup_elem(array, &key, &value);
			value++;
			done += bpf_map_update_elem(array, &key, &value, BPF_ANY) == 0;
			break;
		}
	}
	return done;
}

static void *idle(void *unused)
{
	pause();
	return unused;
}

int main(int argc, char **argv)
{
	struct bpf_object *maps = NULL;
	int count, i, hash = 0, array = 0;
	char command[16];
	pthread_t thread;

	libbpf_set_print(silent);
	if (argc > 2)
		return once(argv[1]);
	while (scanf("%15s %d", command, &count) == 2) {
		long start = now();

		if (!strcmp(command, "open") || !strcmp(command, "load")) {
			for (i = 0; i < count; i++, start = now()) {
				bpf_object__close(load(argv[1], !strcmp(command, "open")));
				printf("%ld ", now() - start);
			}
		} else {
			if (!maps) {
				/* The kernel counts descriptor references only in multithreaded processes, which tools and the other side are. */
				pthread_create(&thread, NULL, idle, NULL);
				maps = load(argv[1], 0);
				hash = bpf_object__find_map_fd_by_name(maps, "woken");
				array = bpf_object__find_map_fd_by_name(maps, "histogram");
				call("update", hash, array, KEYS);
			}
			start = read_clock(CLOCK_PROCESS_CPUTIME_ID);
			if (call(command, hash, array, count) != count)
				return 1;
			printf("%ld ", read_clock(CLOCK_PROCESS_CPUTIME_ID) - start);
		}
		puts("0");
		fflush(stdout);
	}
	return 0;
}
