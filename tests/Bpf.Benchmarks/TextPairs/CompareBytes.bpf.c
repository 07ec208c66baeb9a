#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 a[64] = {}, b[64] = {};

	if (bpf_probe_read_user(a, sizeof(a), (void *)ctx->args[0]) || bpf_probe_read_user(b, sizeof(b), (void *)ctx->args[1]))
		return -1;
	for (int i = 0; i < 64; i++) {
		int difference = a[i] - b[i];

		if (difference)
			return difference;
	}
	return 0;
}
