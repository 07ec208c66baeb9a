#include "text.h"

__u64 buckets[16];

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 hash = 2166136261;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < sizeof(text); i++) {
		if (text[i] == 0)
			break;
		hash ^= text[i];
		hash *= 16777619;
	}
	buckets[hash & 15]++;
	return hash >> 1;
}
