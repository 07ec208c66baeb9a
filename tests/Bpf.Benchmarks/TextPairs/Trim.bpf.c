#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[24] = {};
	int start = 24, end = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 24; i++) {
		__u8 c = text[i];

		if (c == 0)
			break;
		if (c == ' ' || (c >= '\t' && c <= '\r'))
			continue;
		if (start == 24)
			start = i;
		end = i + 1;
	}
	return start == 24 ? 0 : start << 8 | (end - start);
}
