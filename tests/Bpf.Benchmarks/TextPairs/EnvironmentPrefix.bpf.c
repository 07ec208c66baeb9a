#include "text.h"

static const char name[] = "LD_PRELOAD=";

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 hash = 17;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < sizeof(name) - 1; i++)
		if (text[i] != name[i])
			return 0;
	for (int i = sizeof(name) - 1; i < 48 && text[i]; i++)
		hash = hash * 31 + text[i];
	return hash & 0x7FFFFFFF;
}
