#include "pairs.h"

struct arguments { __u64 a, b, result; };

SEC("syscall")
int run(struct arguments *arguments)
{
	__u64 state = arguments->a | 1, sum = 0;

	for (__u64 i = 0; i < (arguments->b & 63); i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		sum += state;
	}
	arguments->result = sum;
	return 0;
}
