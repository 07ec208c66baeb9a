#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 hash = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 36; i++) {
		__u8 c = text[i];

		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (c != '-')
				return -2;
			continue;
		}
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return -3;
		hash = hash * 33 + c;
	}
	return hash & 0x7FFFFFFF;
}
