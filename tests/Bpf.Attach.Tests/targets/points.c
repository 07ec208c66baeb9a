/* USDT probes, and a loop that hits them on command. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "point.h"

__attribute__((section(".probes"), used)) volatile unsigned short demo_guarded_semaphore;

static int8_t bytes[4] = { -1, -2, -3, -4 };
static volatile int32_t memory = -77777;

__attribute__((noinline)) static void pass(int i)
{
	int32_t narrow = -1000 - i;
	uint64_t wide = 0x1122334455667788 + i;
	uint16_t half = 60000;

	__asm__ volatile(POINT("demo", "point", "0", "-4@%0 8@%1 2@%w2 -4@$-9 8@$0x10") : : "r"(narrow), "r"(wide), "r"((uint64_t)half | 0xABCD0000));
	__asm__ volatile(POINT("demo", "other", "0", "-4@%0") : : "r"(narrow));
	/* The same name again, with other places. */
	__asm__ volatile(POINT("demo", "point", "0", "-4@%0 8@%1 2@%w2 -4@$-9 8@$0x10") : : "m"(memory), "r"(wide), "r"((uint64_t)half));
}

__attribute__((noinline)) static void pass_indexed(long i)
{
	__asm__ volatile(POINT("demo", "indexed", "0", "-1@(%0,%1,1) -1@1(%0,%1,1) -1@2(%0)") : : "r"(bytes), "r"(i));
}

__attribute__((noinline)) static void pass_guarded(void)
{
	__asm__ volatile(POINT("demo", "guarded", "demo_guarded_semaphore", ""));
}

int main(void)
{
	char name[32];
	long count;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		if (strcmp(name, "point") == 0 && scanf("%ld", &count) == 1)
			for (long i = 0; i < count; i++)
				pass((int)i);
		else if (strcmp(name, "indexed") == 0)
			pass_indexed(1);
		else if (strcmp(name, "guarded") == 0 && demo_guarded_semaphore)
			pass_guarded();
		printf("%d\n", demo_guarded_semaphore);
	}
	return 0;
}
