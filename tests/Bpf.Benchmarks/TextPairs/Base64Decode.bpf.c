#include "text.h"

static __always_inline int digit(__u8 c)
{
	switch (c) {
	case 'A' ... 'Z': return c - 'A';
	case 'a' ... 'z': return c - 'a' + 26;
	case '0' ... '9': return c - '0' + 52;
	case '+': return 62;
	case '/': return 63;
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

	for (int i = 0; i < 4; i++) {
		int a = digit(text[4 * i]), b = digit(text[4 * i + 1]), c = digit(text[4 * i + 2]), d = digit(text[4 * i + 3]);

		if (a < 0 || b < 0 || c < 0 || d < 0)
			break;
		hash = hash * 31 + (a << 18 | b << 12 | c << 6 | d);
	}
	return hash & 0x7FFFFFFF;
}
