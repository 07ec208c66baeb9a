/*
 * The traced program inside the guest: "traced COUNT" calls add(i, 1000 * i) COUNT times, malloc(123456) COUNT times and hits the
 * USDT probe matrix:call COUNT times. "traced COUNT hold" first says "ready" and waits for a line;
 * "traced COUNT filter" does so under a seccomp filter. "traced COUNT enter ROOT PATH" becomes "PATH COUNT hold" in another root.
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define POINT(name, arguments) \
	"990: nop\n" \
	".pushsection .note.stapsdt,\"\",\"note\"\n" \
	".balign 4\n" \
	".4byte 992f-991f, 994f-993f, 3\n" \
	"991: .asciz \"stapsdt\"\n" \
	"992: .balign 4\n" \
	"993: .8byte 990b\n" \
	".8byte 0\n" \
	".8byte 0\n" \
	".asciz \"matrix\"\n" \
	".asciz \"" name "\"\n" \
	".asciz \"" arguments "\"\n" \
	"994: .balign 4\n" \
	".popsection\n"

#ifdef __aarch64__
#define ARGUMENTS "-4@%w0 8@%x1 -4@%2"
#else
#define ARGUMENTS "-4@%k0 8@%q1 -4@%2"
#endif

__attribute__((noinline)) long add(int a, long b)
{
	/* On the stack, because the location of a static variable would be a relocation on aarch64. */
	volatile int32_t in_memory = -5;

	__asm__ volatile(POINT("call", ARGUMENTS) : : "r"(-a), "r"(b), "m"(in_memory) : "memory");
	return a + b;
}

__attribute__((noinline)) long twice(long a)
{
	__asm__ volatile("" : : : "memory");
	return 2 * a;
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 0, sum = 0;
	char line[16];

	if (argc > 4 && strcmp(argv[2], "enter") == 0) {
		if (!chroot(argv[3]) && !chdir("/"))
			execl(argv[4], argv[4], argv[1], "hold", (char *)NULL);
		return 1;
	}
	if (argc > 2) {
		struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
		struct sock_fprog filter = { 1, &allow };

		if (strcmp(argv[2], "filter") == 0 && (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter)))
			return 1;
		puts("ready");
		fflush(stdout);
		if (!fgets(line, sizeof(line), stdin))
			return 1;
	}
	for (long i = 0; i < count; i++) {
		void *volatile block = malloc(123456);
		sum += add((int)i, 1000 * i) + twice(i);
		free(block);
	}
	return sum < 0;
}
