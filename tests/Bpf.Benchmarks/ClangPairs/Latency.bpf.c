#include "pairs.h"

struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1024); __type(key, int); __type(value, __u64); } starts SEC(".maps");
__u64 calls, total, longest;

SEC("uprobe")
int on_entry(struct pt_regs *ctx)
{
	int thread = bpf_get_current_pid_tgid();
	__u64 now = bpf_ktime_get_ns();

	bpf_map_update_elem(&starts, &thread, &now, BPF_ANY);
	return 0;
}

SEC("uretprobe")
int on_return(struct pt_regs *ctx)
{
	int thread = bpf_get_current_pid_tgid();
	__u64 *start = bpf_map_lookup_elem(&starts, &thread), duration;

	if (!start)
		return 0;
	duration = bpf_ktime_get_ns() - *start;
	__sync_fetch_and_add(&calls, 1);
	__sync_fetch_and_add(&total, duration);
	if (duration > longest)
		longest = duration;
	bpf_map_delete_elem(&starts, &thread);
	return 0;
}
