#include "pairs.h"

struct arguments { __u64 a, b, result; };

SEC("syscall")
int run(struct arguments *arguments)
{
	__s64 a = arguments->a, sum = a >> 3;
	int b = arguments->b;

	sum += (__s8)b;
	sum -= (__s16)(b * 7);
	sum += a < b ? a : b;
	sum ^= b < 0 ? -1LL : 1LL;
	arguments->result = sum * 3;
	return 0;
}
