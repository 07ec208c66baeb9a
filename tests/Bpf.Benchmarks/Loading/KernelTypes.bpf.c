/* A tool that inspects tasks: five programs with kernel types, each declared with only the members that are used. */
#include <linux/bpf.h>
#include <linux/types.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

#define KERNEL __attribute__((preserve_access_index))
struct task_struct { int pid, tgid; struct task_struct *real_parent; char comm[16]; } KERNEL;
struct inode { unsigned long i_ino; } KERNEL;
struct file { struct inode *f_inode; } KERNEL;
struct linux_binprm { struct file *file; } KERNEL;
struct seq_file;
struct bpf_iter_meta { struct seq_file *seq; } KERNEL;
struct bpf_iter__task { struct bpf_iter_meta *meta; struct task_struct *task; } KERNEL;

struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8192); __type(key, __u32); __type(value, __u64); } woken SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1024); __type(key, __u32); __type(value, __u64); } histogram SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 256 * 1024); } events SEC(".maps");
const volatile __u64 threshold = 1000000;
__u64 switches, tasks, parents;

SEC("tp_btf/sched_wakeup")
int BPF_PROG(on_wakeup, struct task_struct *task)
{
	__u32 thread = task->pid;
	__u64 now = bpf_ktime_get_ns();

	bpf_map_update_elem(&woken, &thread, &now, BPF_ANY);
	return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempt, struct task_struct *previous, struct task_struct *next)
{
	__u32 thread = next->pid;
	__u64 *start = bpf_map_lookup_elem(&woken, &thread);

	__sync_fetch_and_add(&switches, 1);
	if (start && bpf_ktime_get_ns() - *start > threshold)
		bpf_ringbuf_output(&events, &thread, sizeof(thread), 0);
	return 0;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct *task, int old, struct linux_binprm *binary)
{
	__u32 bucket = BPF_CORE_READ(binary, file, f_inode, i_ino) % 1024;
	__u64 *count = bpf_map_lookup_elem(&histogram, &bucket);

	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

SEC("iter/task")
int each_task(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	if (!task)
		return 0;
	__sync_fetch_and_add(&tasks, 1);
	BPF_SEQ_PRINTF(ctx->meta->seq, "%d\n", task->tgid);
	return 0;
}

SEC("raw_tp/sys_enter")
int on_enter(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	__sync_fetch_and_add(&parents, BPF_CORE_READ(task, real_parent, tgid));
	return 0;
}
