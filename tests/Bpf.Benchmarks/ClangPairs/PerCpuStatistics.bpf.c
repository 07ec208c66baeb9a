#include "pairs.h"

struct statistics { __u64 count, sum, smallest, largest; };
struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __uint(max_entries, 1); __type(key, __u32); __type(value, struct statistics); } values SEC(".maps");

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	__u64 value = ctx->di;
	__u32 key = 0;
	struct statistics *s = bpf_map_lookup_elem(&values, &key);

	if (!s)
		return 0;
	if (s->count == 0 || value < s->smallest)
		s->smallest = value;
	if (value > s->largest)
		s->largest = value;
	s->count++;
	s->sum += value;
	return 0;
}
