/* USDT probes whose arguments are static variables with the same name in several files, and arguments that no program can read. */
#include <stdio.h>
#include <string.h>
#include "point.h"

static volatile long counter = 11;
extern void pass_other(void);
extern volatile long shared;

__attribute__((noinline)) static void pass_own(void)
{
	counter = counter;
	__asm__ volatile(POINT("demo", "own", "0", "-4@$1 8@counter(%%rip) 8@shared(%%rip)") : : "m"(counter), "m"(shared));
}

/* A global function does not belong to a file in the symbol table. */
__attribute__((noinline)) void pass_unknown(void)
{
	__asm__ volatile(POINT("demo", "unknown", "0", "-4@$1 8@counter(%%rip)") : : "m"(counter));
}

__attribute__((noinline)) static void pass_odd(void)
{
	__asm__ volatile(POINT("demo", "odd", "0", "8f@%%xmm0 -4@$42 16@(%%rsp) 8@%%fs:16 -4@$43") : :);
}

int main(void)
{
	char name[32];

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		pass_own();
		pass_other();
		pass_unknown();
		pass_odd();
		printf("done\n");
	}
	return 0;
}
