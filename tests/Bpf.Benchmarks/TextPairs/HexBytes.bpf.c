#include "text.h"

static __always_inline int digit(__u8 c)
{
	int lower;

	if (c >= '0' && c <= '9')
		return c - '0';
	lower = c | 0x20;
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 sum = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 8; i++) {
		int high = digit(text[2 * i]);
		int low = digit(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return -2;
		sum = sum * 31 + (high << 4 | low);
	}
	return sum & 0x7FFFFFFF;
}
