#include "pairs.h"

struct arguments { __u64 a, b, result; };

SEC("syscall")
int run(struct arguments *arguments)
{
	__u64 a = arguments->a, b = arguments->b, t;

	for (int i = 0; i < 128 && b != 0; i++) {
		t = a % b;
		a = b;
		b = t;
	}
	arguments->result = a;
	return 0;
}
