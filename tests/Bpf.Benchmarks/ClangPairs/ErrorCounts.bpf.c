#include "pairs.h"

struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 134); __type(key, __u32); __type(value, __u64); } by_errno SEC(".maps");
__u64 successes;

SEC("uretprobe")
int on_return(struct pt_regs *ctx)
{
	int result = ctx->ax;
	__u32 key;
	__u64 *count;

	if (result >= 0) {
		__sync_fetch_and_add(&successes, 1);
		return 0;
	}
	key = -result;
	count = bpf_map_lookup_elem(&by_errno, &key);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}
