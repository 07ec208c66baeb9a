#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 hash = 0, group = 0;
	int groups = 1, digits = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 10; i++) {
		__u8 c = text[i];
		__u32 digit;

		if (c == 0)
			break;
		if (c == ':') {
			hash = hash * 31 + group;
			group = 0;
			digits = 0;
			groups++;
			continue;
		}
		if (c >= '0' && c <= '9')
			digit = c - '0';
		else if (c >= 'a' && c <= 'f')
			digit = c - 'a' + 10;
		else
			return -2;
		if (++digits > 4)
			return -3;
		group = group << 4 | digit;
	}
	return groups == 2 ? (int)((hash * 31 + group) & 0x7FFFFFFF) : -4;
}
