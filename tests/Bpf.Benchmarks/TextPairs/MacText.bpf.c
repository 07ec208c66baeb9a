#include "text.h"

static __always_inline int digit(__u8 c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u64 address = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 6; i++) {
		int high = digit(text[3 * i]);
		int low = digit(text[3 * i + 1]);

		if (high < 0 || low < 0)
			return -2;
		if (i < 5 && text[3 * i + 2] != ':')
			return -3;
		address = address << 8 | (__u32)(high << 4 | low);
	}
	return address % 1000003;
}
