#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[32] = {};
	int start = 0;
	__u32 hash = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 31; i++) {
		__u8 c = text[i];

		if (c == 0)
			break;
		if (c == '/')
			start = i + 1;
	}
	for (int i = 0; i < 12; i++) {
		__u8 c = text[(start + i) & 31];

		if (c == 0)
			break;
		hash = hash * 131 + c;
	}
	return hash & 0x7FFFFFFF;
}
