/* Functions that the tests probe, called as often as the input says. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int stored;

/* Writes to pages that are not there yet; each is one page fault. */
static long touch(long count)
{
	long size = count * sysconf(_SC_PAGESIZE);
	char *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	madvise(pages, size, MADV_NOHUGEPAGE);
	for (long i = 0; i < size; i += sysconf(_SC_PAGESIZE))
		pages[i] = 1;
	munmap(pages, size);
	return (long)pages;
}

static void *touch_in_thread(void *count)
{
	touch((long)count);
	return NULL;
}

/* Runs for some milliseconds of processor time. */
static void spin(long milliseconds)
{
	struct timespec now, start;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
	do
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < milliseconds);
}

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
		else if (strcmp(name, "touch") == 0 && scanf("%ld", &count) == 1)
			sum = touch(count);
		else if (strcmp(name, "thread") == 0 && scanf("%ld", &count) == 1) {
			pthread_t thread;

			pthread_create(&thread, NULL, touch_in_thread, (void *)count);
			pthread_join(thread, NULL);
		} else if (strcmp(name, "child") == 0 && scanf("%ld", &count) == 1) {
			if (fork() == 0) {
				touch(count);
				_exit(0);
			}
			wait(NULL);
		} else if (strcmp(name, "spin") == 0 && scanf("%ld", &count) == 1)
			spin(count);
		else if (strcmp(name, "sleep") == 0 && scanf("%ld", &count) == 1)
			for (long i = 0; i < count; i++)
				usleep(1);
		else if (strcmp(name, "store") == 0 && scanf("%ld", &count) == 1) {
			for (long i = 0; i < count; i++)
				stored = (int)i;
			sum = (long)&stored;
		}
		printf("%ld\n", sum);
	}
	return 0;
}
