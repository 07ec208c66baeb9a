#include "pairs.h"
#include <bpf/bpf_core_read.h>

struct ns_common { unsigned int inum; } __attribute__((preserve_access_index));
struct mnt_namespace { struct ns_common ns; } __attribute__((preserve_access_index));
struct nsproxy { struct mnt_namespace *mnt_ns; } __attribute__((preserve_access_index));
struct task_struct { struct nsproxy *nsproxy; } __attribute__((preserve_access_index));
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 256); __type(key, __u32); __type(value, __u64); } calls SEC(".maps");

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	__u32 mount_namespace = BPF_CORE_READ(task, nsproxy, mnt_ns, ns.inum);
	__u64 *count = bpf_map_lookup_elem(&calls, &mount_namespace), one = 1;

	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(&calls, &mount_namespace, &one, BPF_ANY);
	return 0;
}
