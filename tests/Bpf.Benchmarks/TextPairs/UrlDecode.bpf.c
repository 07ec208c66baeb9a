#include "text.h"

static __always_inline int digit(__u8 c)
{
	switch (c) {
	case '0' ... '9': return c - '0';
	case 'a' ... 'f': return c - 'a' + 10;
	case 'A' ... 'F': return c - 'A' + 10;
	default: return -1;
	}
}

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 hash = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 24; i++) {
		__u32 c = text[i];

		if (c == 0)
			break;
		if (c == '+') {
			c = ' ';
		} else if (c == '%') {
			int high = digit(text[i + 1]), low = digit(text[i + 2]);

			if (high < 0 || low < 0)
				return -2;
			c = high << 4 | low;
			i += 2;
		}
		hash = hash * 31 + c;
	}
	return hash & 0x7FFFFFFF;
}
