#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 60; i++) {
		if (text[i] == 0)
			return -2;
		if (text[i] == 'r' && text[i + 1] == 'o' && text[i + 2] == 'o' && text[i + 3] == 't')
			return i;
	}
	return -3;
}
