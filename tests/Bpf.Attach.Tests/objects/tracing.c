#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

int watched;
__u64 renames, tasks;

SEC("tp_btf/task_rename")
int on_rename(__u64 *context)
{
	if (bpf_get_current_pid_tgid() >> 32 == watched)
		__sync_fetch_and_add(&renames, 1);
	return 0;
}

struct seq_file;

struct bpf_iter_meta {
	struct seq_file *seq;
	__u64 session_id;
	__u64 seq_num;
} __attribute__((preserve_access_index));

struct task_struct {
	int tgid;
	int pid;
} __attribute__((preserve_access_index));

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));

SEC("iter/task")
int dump_task(struct bpf_iter__task *context)
{
	struct task_struct *task = context->task;

	if (task && task->pid == task->tgid)
		bpf_seq_write(context->meta->seq, &task->tgid, sizeof(task->tgid));
	return 0;
}
