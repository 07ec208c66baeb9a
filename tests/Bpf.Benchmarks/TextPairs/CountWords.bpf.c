#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int words = 0;
	bool inside = false;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 64; i++) {
		__u8 c = text[i];
		bool space;

		if (c == 0)
			break;
		space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
		if (!space && !inside)
			words++;
		inside = !space;
	}
	return words;
}
