#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	long length = read_text(text);

	if (length <= 0 || length > sizeof(text))
		return -1;
	for (int i = 0; i < length - 1; i++) {
		__u8 c = text[i];

		if (c < 0x20 || c > 0x7E)
			return i + 1;
	}
	return 0;
}
