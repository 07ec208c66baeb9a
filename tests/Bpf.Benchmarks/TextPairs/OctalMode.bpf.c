#include "text.h"

__u32 writable;

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 mode = 0;
	int digits = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 6; i++) {
		__u8 c = text[i];

		if (c < '0' || c > '7')
			break;
		mode = mode << 3 | (c & 7);
		digits++;
	}
	if (digits < 3 || digits > 5)
		return -2;
	if (mode & 0x12)
		writable++;
	return mode;
}
