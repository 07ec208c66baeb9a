#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 name[64] = {};
	int labels = 0, left = 0;
	__u32 hash = 5381;

	if (bpf_probe_read_user(name, sizeof(name), (void *)ctx->args[0]))
		return -1;

	for (int i = 0; i < 64; i++) {
		__u8 c = name[i];

		if (left == 0) {
			if (c == 0)
				return (int)(hash & 0xFFFFFF) + (labels << 24);
			if (c > 63)
				return -2;
			left = c;
			labels++;
			continue;
		}
		left--;
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		hash = hash * 33 ^ c;
	}
	return -3;
}
