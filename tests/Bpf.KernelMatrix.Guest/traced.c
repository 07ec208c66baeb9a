/* The traced program inside the guest: "calls COUNT" calls add(i, 1000 * i) COUNT times and malloc(123456) COUNT times. */
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) long add(int a, long b)
{
	__asm__ volatile("" : : : "memory");
	return a + b;
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 0, sum = 0;

	for (long i = 0; i < count; i++) {
		void *volatile block = malloc(123456);
		sum += add((int)i, 1000 * i);
		free(block);
	}
	return sum < 0;
}
