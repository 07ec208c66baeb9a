#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 address = 0, part = 0;
	int dots = 0, digits = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 16; i++) {
		__u8 c = text[i];

		if (c >= '0' && c <= '9') {
			part = part * 10 + c - '0';
			digits++;
			if (part > 255)
				return -2;
		} else if (c == '.' || c == 0) {
			if (digits == 0)
				return -3;
			address = address << 8 | part;
			part = 0;
			digits = 0;
			if (c == 0)
				break;
			dots++;
		} else {
			return -4;
		}
	}
	return dots == 3 ? (int)(address & 0x7FFFFFFF) : -5;
}
