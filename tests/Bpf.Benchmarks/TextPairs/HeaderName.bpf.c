#include "text.h"

static const char wanted[] = "content-length:";

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int length = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 15; i++) {
		__u8 c = text[i];

		if (c >= 'A' && c <= 'Z')
			c += 32;
		if (c != wanted[i])
			return 0;
	}
	for (int i = 15; i < 32; i++) {
		__u8 c = text[i];

		if (c == ' ')
			continue;
		if (c < '0' || c > '9')
			break;
		length = length * 10 + (c - '0');
	}
	return length;
}
