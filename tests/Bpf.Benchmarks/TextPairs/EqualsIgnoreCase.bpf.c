#include "text.h"

static __always_inline __u8 lower(__u8 c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {}, other[64] = {};

	if (read_text(text) <= 0)
		return -1;
	if (bpf_probe_read_user_str(other, sizeof(other), (void *)ctx->args[1]) <= 0)
		return -2;
	for (int i = 0; i < 32; i++) {
		__u8 a = lower(text[i]), b = lower(other[i]);

		if (a != b)
			return a < b ? 1 : 2;
		if (a == 0)
			return 0;
	}
	return 0;
}
