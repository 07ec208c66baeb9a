#include "pairs.h"

struct arguments { __u64 a, b, result; };

SEC("syscall")
int run(struct arguments *arguments)
{
	__u32 value = arguments->a;
	__u64 b = arguments->b;

	switch (value & 15) {
	case 0: b = 17; break;
	case 1: b = b + 1; break;
	case 2: b = b * 2; break;
	case 3: b = b >> 3; break;
	case 4: case 5: b = b & 4; break;
	case 6: b = 600; break;
	case 10: case 11: case 12: b = b | 9; break;
	}
	arguments->result = b;
	return 0;
}
