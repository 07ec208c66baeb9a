#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int state = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 64; i++) {
		__u8 c = text[i];

		if (c == '\r')
			state = state == 2 ? 3 : 1;
		else if (c == '\n' && (state == 1 || state == 3))
			state++;
		else
			state = 0;
		if (state == 4)
			return i + 1;
	}
	return -2;
}
