/* Functions with many kinds of symbols. */
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static int hidden_function(int value)
{
	__asm__ volatile("" : "+r"(value));
	return value + 1;
}

__attribute__((noinline)) int visible_function(int value)
{
	__asm__ volatile("" : "+r"(value));
	return value + 2;
}

__attribute__((weak, noinline)) int weak_function(int value)
{
	__asm__ volatile("" : "+r"(value));
	return value + 3;
}

extern __typeof(visible_function) second_name __attribute__((alias("visible_function")));

int main(void)
{
	char name[32];
	long count, sum;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		sum = 0;
		if (strcmp(name, "run") == 0 && scanf("%ld", &count) == 1)
			for (long i = 0; i < count; i++)
				sum += hidden_function((int)i) + visible_function((int)i) + weak_function((int)i);
		printf("%ld\n", sum);
	}
	return 0;
}
