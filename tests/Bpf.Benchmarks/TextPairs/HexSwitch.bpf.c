#include "text.h"

int found;

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u64 value = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 20; i++) {
		__u8 c = text[i];
		int digit;

		switch (c) {
		case '0' ... '9': digit = c - '0'; break;
		case 'a' ... 'f': digit = c - 'a' + 10; break;
		case 'A' ... 'F': digit = c - 'A' + 10; break;
		default: digit = -1; break;
		}
		if (digit < 0)
			break;
		value = value << 4 | (__u32)digit;
	}
	if (value == 255)
		found++;
	return (int)(value >> 32) ^ (int)value;
}
