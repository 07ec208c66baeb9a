#include "pairs.h"

struct arguments { __u64 a, b, result; };

SEC("syscall")
int run(struct arguments *arguments)
{
	__u64 value = (__u32)arguments->a, root = value | 1, next;

	for (int i = 0; i < 24; i++) {
		next = (root + value / root) >> 1;
		if (next >= root)
			break;
		root = next;
	}
	arguments->result = root;
	return 0;
}
