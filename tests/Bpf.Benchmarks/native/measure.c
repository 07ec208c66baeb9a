/* Runs two commands alternately, "measure ROUNDS FIRST... -- SECOND...", and prints per round and command: nanoseconds, peak memory in KiB. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int run(char **command)
{
	struct timespec start, end;
	struct rusage usage;
	int status;
	pid_t child;

	clock_gettime(CLOCK_MONOTONIC, &start);
	child = vfork();
	if (child == 0) {
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0)
		return 1;
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("%lld %ld\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec, usage.ru_maxrss);
	return !WIFEXITED(status) || WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	int rounds = atoi(argv[1]), split = 2, i;

	while (split < argc && strcmp(argv[split], "--"))
		split++;
	argv[split] = NULL;
	for (i = 0; i < rounds; i++) {
		if (run(argv + 2) || run(argv + split + 1))
			return 1;
	}
	return 0;
}
