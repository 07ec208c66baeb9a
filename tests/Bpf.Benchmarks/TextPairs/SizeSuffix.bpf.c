#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u64 value = 0;
	int end = 0;

	if (read_text(text) <= 0)
		return -1;

	for (; end < 12; end++) {
		__u8 c = text[end];

		if (c < '0' || c > '9')
			break;
		value = value * 10 + (c - '0');
	}
	switch (text[end] | 0x20) {
	case 'k': value <<= 10; break;
	case 'm': value <<= 20; break;
	case 'g': value <<= 30; break;
	}
	return value % 1000003;
}
