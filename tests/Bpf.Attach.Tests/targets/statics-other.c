/* The other file of statics.c. */
#include "point.h"

static volatile long counter = 22;
volatile long shared = 33;

__attribute__((noinline)) static void pass(void)
{
	counter = counter;
	__asm__ volatile(POINT("demo", "other", "0", "-4@$1 8@counter(%%rip) 8@shared(%%rip)") : : "m"(counter), "m"(shared));
}

void pass_other(void)
{
	pass();
}
