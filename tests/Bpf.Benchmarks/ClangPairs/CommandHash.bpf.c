#include "pairs.h"

struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1024); __type(key, __u32); __type(value, __u64); } calls SEC(".maps");

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	unsigned char command[16] = {};
	__u32 hash = 2166136261u;
	__u64 *count, one = 1;

	bpf_get_current_comm(command, 16);
	for (int i = 0; i < 16; i++)
		hash = (hash ^ command[i]) * 16777619;
	count = bpf_map_lookup_elem(&calls, &hash);
	if (count)
		(*count)++;
	else
		bpf_map_update_elem(&calls, &hash, &one, BPF_ANY);
	return 0;
}
