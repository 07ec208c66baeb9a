#include "pairs.h"
#include <bpf/bpf_core_read.h>

struct task_struct { struct task_struct *real_parent; int tgid; } __attribute__((preserve_access_index));
struct event { int process_id, parent_id, grandparent_id; };
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 65536); } events SEC(".maps");

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	struct task_struct *task;

	if (!event)
		return 0;
	task = (void *)bpf_get_current_task();
	event->process_id = bpf_get_current_pid_tgid() >> 32;
	event->parent_id = BPF_CORE_READ(task, real_parent, tgid);
	event->grandparent_id = BPF_CORE_READ(task, real_parent, real_parent, tgid);
	bpf_ringbuf_submit(event, 0);
	return 0;
}
