#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int length = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 64; i++) {
		__u8 c = text[i];
		bool is_digit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';

		if (!is_digit)
			break;
		length++;
	}
	return (__u32)length * 3 / 4;
}
