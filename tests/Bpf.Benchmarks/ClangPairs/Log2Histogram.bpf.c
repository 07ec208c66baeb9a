#include "pairs.h"

struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 64); __type(key, __u32); __type(value, __u64); } buckets SEC(".maps");

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	__u64 size = ctx->di, *count;
	__u32 bucket = 0;

	if (size >= 1ULL << 32) { size >>= 32; bucket += 32; }
	if (size >= 1ULL << 16) { size >>= 16; bucket += 16; }
	if (size >= 1ULL << 8) { size >>= 8; bucket += 8; }
	if (size >= 1ULL << 4) { size >>= 4; bucket += 4; }
	if (size >= 1ULL << 2) { size >>= 2; bucket += 2; }
	if (size >= 1ULL << 1) { bucket += 1; }
	count = bpf_map_lookup_elem(&buckets, &bucket);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}
