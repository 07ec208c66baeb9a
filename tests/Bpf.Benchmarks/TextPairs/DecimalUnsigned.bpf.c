#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u64 value = 0;
	int digits = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 64; i++) {
		__u8 c = text[i];

		if (c < '0' || c > '9')
			break;
		value = value * 10 + c - '0';
		if (++digits == 20)
			break;
	}
	return digits == 0 ? -2 : (int)(value % 1000003);
}
