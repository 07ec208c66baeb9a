#include "pairs.h"

struct arguments { __u64 a, b, result; };

SEC("syscall")
int run(struct arguments *arguments)
{
	__u64 value = arguments->a, root = 0;

	for (int shift = 62; shift >= 0; shift -= 2) {
		__u64 bit = 1ULL << shift;

		if (value >= root + bit) {
			value -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	arguments->result = root;
	return 0;
}
