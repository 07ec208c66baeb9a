// Calls of all kinds, without end: every instruction of it is a place to unwind from.
#include <unistd.h>
#include <alloca.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define OUTLINE __attribute__((noinline, noclone))

static volatile int total;

OUTLINE static int leaf(int n) { total += n; return total; }

OUTLINE static int many(int a, int b, int c, int d, int e, int f, int g, int h)
{
    int first = leaf(a + b) + leaf(c);
    int second = leaf(d - e);
    return first * second + leaf(f) + leaf(g) * leaf(h) + a + b + c + d;
}

OUTLINE static int recurse(int n) { return n == 0 ? leaf(1) : recurse(n - 1) + many(n, 1, 2, 3, 4, 5, 6, 7); }

OUTLINE static int variable(int n)
{
    char *bytes = alloca(n * 24 + 100);
    memset(bytes, n, n * 24 + 100);
    return leaf(bytes[n]) + (int)strlen(strcpy(bytes, "variable"));
}

OUTLINE static int aligned(int n)
{
    _Alignas(64) volatile char bytes[256];
    bytes[n & 255] = (char)n;
    return leaf(bytes[0]);
}

static int compare(const void *a, const void *b) { return leaf(0) * 0 + *(const int *)a - *(const int *)b; }

static void handler(int signal) { leaf(signal); recurse(1); }

OUTLINE static int tail(int n) { return many(n, n, n, n, n, n, n, n); }

int main(void)
{
    alarm(300); /* if the test is ended by force */
    signal(SIGUSR1, handler);
    puts("ready");
    fflush(stdout);
    for (;;) {
        int numbers[] = { 5, 3, 9, 1 };
        struct timespec now;
        char text[64];
        qsort(numbers, 4, sizeof(int), compare);
        recurse(3);
        variable(numbers[0]);
        aligned(numbers[1]);
        raise(SIGUSR1);
        clock_gettime(CLOCK_MONOTONIC, &now);
        snprintf(text, sizeof text, "%d %s", total, "text");
        free(malloc(100 + (total & 15)));
        tail(numbers[2]);
    }
}
