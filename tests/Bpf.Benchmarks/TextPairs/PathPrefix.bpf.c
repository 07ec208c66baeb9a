#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {}, prefix[32] = {};
	long length;

	if (read_text(text) <= 0)
		return -1;
	length = bpf_probe_read_user_str(prefix, sizeof(prefix), (void *)ctx->args[1]) - 1;
	if (length < 0)
		return -2;
	for (int i = 0; i < sizeof(prefix); i++) {
		if (i >= length)
			return 1;
		if (text[i] != prefix[i])
			return 0;
	}
	return 1;
}
