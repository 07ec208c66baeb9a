#include "pairs.h"

struct arguments { __u64 a, b, result; };

static __attribute__((noinline)) __u32 step(__u32 crc)
{
	for (int i = 0; i < 8; i++)
		crc = (crc >> 1) ^ ((crc & 1) ? 0xEDB88320 : 0);
	return crc;
}


SEC("syscall")
int run(struct arguments *arguments)
{
	__u32 crc = ~(__u32)arguments->a;
	__u64 data = arguments->b;

	for (int i = 0; i < 8; i++) {
		crc = step(crc ^ (__u8)data);
		data >>= 8;
	}
	arguments->result = (__u32)~crc;
	return 0;
}
