/* Forks, re-executes itself and exits, as fast as it can: "restless GENERATIONS". With "restless GENERATIONS MILLISECONDS" it first
 * waits, so that it can be found. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

__attribute__((noinline)) int f_05(int x)
{
	__asm__ volatile("" : "+r"(x));
	return x + 1;
}

int main(int argc, char **argv)
{
	int generations = argc > 1 ? atoi(argv[1]) : 0;
	char next[16];
	pid_t child;

	if (argc > 2)
		usleep(1000 * atoi(argv[2]));
	for (int i = 0; i < 50; i++)
		f_05(i);
	child = fork();
	if (child == 0)
		_exit(f_05(0) - 1);
	waitpid(child, NULL, 0);
	if (generations <= 0)
		return 0;
	snprintf(next, sizeof(next), "%d", generations - 1);
	execl("/proc/self/exe", argv[0], next, NULL);
	return 1;
}
