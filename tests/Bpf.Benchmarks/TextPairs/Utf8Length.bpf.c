#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int count = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 64; i++) {
		__u8 c = text[i];

		if (c == 0)
			break;
		if ((c & 0xC0) != 0x80)
			count++;
	}
	return count;
}
