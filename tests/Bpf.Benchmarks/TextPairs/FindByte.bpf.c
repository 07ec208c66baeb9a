#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int i = 0;

	if (read_text(text) <= 0)
		return -1;

	while (i < 64 && text[i] != 0) {
		if (text[i] == ':')
			return i;
		i++;
	}
	return -2;
}
