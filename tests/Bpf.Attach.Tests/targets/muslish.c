/* Stands in for the dynamic linker of musl, which is also its C library: the kernel starts it for a program, and it calls its malloc() for each line. */
static long system_call(long number, long a, long b, long c)
{
#ifdef __aarch64__
	register long x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;

	__asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
	return x0;
#else
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
	return result;
#endif
}

#ifdef __aarch64__
enum { READ = 63, WRITE = 64, EXIT = 94 };
#else
enum { READ = 0, WRITE = 1, EXIT = 231 };
#endif

__attribute__((noinline)) void *malloc(unsigned long size)
{
	__asm__ volatile("" : "+r"(size));
	return (void *)size;
}

void _start(void)
{
	char c;

	while (system_call(READ, 0, (long)&c, 1) == 1) {
		if (c != '\n')
			continue;
		malloc(7);
		system_call(WRITE, 1, (long)"ok\n", 3);
	}
	system_call(EXIT, 0, 0, 0);
}
