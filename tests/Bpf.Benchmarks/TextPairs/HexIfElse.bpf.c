#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u64 value = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 16; i++) {
		__u8 c = text[i];
		__u32 digit;

		if (c >= '0' && c <= '9')
			digit = c - '0';
		else if (c >= 'a' && c <= 'f')
			digit = c - 'a' + 10;
		else
			break;
		value = value * 16 + digit;
	}
	return value == 255 ? 1 : (int)value;
}
