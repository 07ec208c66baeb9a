/* attach-bench single|names|pattern OBJECT BINARY COUNT: the time libbpf needs to attach the program on_call of OBJECT to functions tf0 to tf(COUNT-1) of
 * BINARY: "single", one perf event each; "names", one multi link each; "pattern", one multi link over tf*. Prints nanoseconds: all attaches, all detaches,
 * and the processor time of both. "names" detaches on many threads, because sequentially it takes half a minute. */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define THREADS 64
#define UPROBE_MULTI ((enum bpf_attach_type)48) /* BPF_TRACE_UPROBE_MULTI, in the kernel headers from 6.6 on */

static struct bpf_link **links;
static int count, next;

static unsigned long now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * 1000000000UL + time.tv_nsec;
}

static void require(int ok, const char *what)
{
	if (!ok) {
		perror(what);
		exit(1);
	}
}

static struct bpf_program *load(const char *path, int multi)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *program;

	require(object != NULL, "open");
	program = bpf_object__find_program_by_name(object, "OnCall");
	require(program != NULL, "find program");
	if (multi)
		bpf_program__set_expected_attach_type(program, UPROBE_MULTI);
	require(bpf_object__load(object) == 0, "load");
	return program;
}

static void *close_some(void *unused)
{
	int i;

	while ((i = __atomic_fetch_add(&next, 1, __ATOMIC_RELAXED)) < count)
		bpf_link__destroy(links[i]);
	return unused;
}

static void close_all(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, close_some, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

static struct bpf_link *attach(struct bpf_program *program, const char *mode, const char *binary, int i)
{
	char name[16];
	const char *names[] = { name };

	snprintf(name, sizeof(name), "tf%d", i);
	if (strcmp(mode, "single") == 0) {
		LIBBPF_OPTS(bpf_uprobe_opts, options, .func_name = name);

		return bpf_program__attach_uprobe_opts(program, -1, binary, 0, &options);
	}
	if (strcmp(mode, "names") == 0) {
		LIBBPF_OPTS(bpf_uprobe_multi_opts, options, .syms = names, .cnt = 1);

		return bpf_program__attach_uprobe_multi(program, -1, binary, NULL, &options);
	}
	return bpf_program__attach_uprobe_multi(program, -1, binary, "tf*", NULL);
}

int main(int arguments, char **argument)
{
	unsigned long start, attached, detached, start_cpu, attached_cpu, detached_cpu;
	struct bpf_program *program;

	require(arguments == 5, "arguments");
	count = strcmp(argument[1], "pattern") == 0 ? 1 : atoi(argument[4]);
	links = calloc(count, sizeof(*links));
	program = load(argument[2], strcmp(argument[1], "single") != 0);
	start = now(CLOCK_MONOTONIC);
	start_cpu = now(CLOCK_THREAD_CPUTIME_ID);
	for (int i = 0; i < count; i++)
		require((links[i] = attach(program, argument[1], argument[3], i)) != NULL, "attach");
	attached = now(CLOCK_MONOTONIC);
	attached_cpu = now(CLOCK_THREAD_CPUTIME_ID);
	if (strcmp(argument[1], "names") == 0)
		close_all();
	else
		for (int i = 0; i < count; i++)
			bpf_link__destroy(links[i]);
	detached = now(CLOCK_MONOTONIC);
	detached_cpu = now(CLOCK_THREAD_CPUTIME_ID);
	printf("%lu %lu %lu %lu\n", attached - start, detached - attached, attached_cpu - start_cpu, detached_cpu - attached_cpu);
	return 0;
}
