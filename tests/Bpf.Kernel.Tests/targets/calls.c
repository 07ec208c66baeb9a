/* Functions that the probes of these tests sit on, called as often as the input says. */
#include <stdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>

__attribute__((noinline)) long add(int a, long b)
{
	__asm__ volatile("" : : : "memory");
	return a + b;
}

__attribute__((noinline)) int mix(int8_t a, uint16_t b, int32_t c, int64_t d, const char *e, uint8_t f)
{
	__asm__ volatile("" : : "r"(e) : "memory");
	return a + b + c + (int)d + f;
}

__attribute__((noinline)) void fail_if_negative(int value, int *result)
{
	__asm__ volatile("" : : : "memory");
	*result = value < 0 ? -1 : 0;
}

int main(void)
{
	char name[32];
	long count, sum;
	int result;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		sum = 0;
		if (strcmp(name, "add") == 0 && scanf("%ld", &count) == 1)
			for (long i = 0; i < count; i++)
				sum += add((int)i, 1000 * i);
		else if (strcmp(name, "mix") == 0 && scanf("%ld", &count) == 1)
			for (long i = 0; i < count; i++)
				sum += mix(-5, 65000, -70000, -1L << 40, "text", 200);
		else if (strcmp(name, "fail") == 0 && scanf("%ld", &count) == 1)
			fail_if_negative((int)count, &result);
		else if (strcmp(name, "rename") == 0 && scanf("%ld", &count) == 1)
			for (long i = 0; i < count; i++)
				prctl(PR_SET_NAME, "renamed");
		printf("%ld\n", sum);
	}
	return 0;
}
