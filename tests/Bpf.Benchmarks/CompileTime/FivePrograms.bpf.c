#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

struct event { u64 nanoseconds, size; int process_id, parent_id; char command[16]; };
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8192); __type(key, int); __type(value, u64); } bytes_by_process SEC(".maps"), starts SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 64); __type(key, u32); __type(value, u64); } histogram SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 256 * 1024); } events SEC(".maps");
const volatile u64 threshold = 1 << 20;
u64 calls, frees;

static void report(u64 size)
{
	struct event *record = bpf_ringbuf_reserve(&events, sizeof(*record), 0);
	struct task_struct *task;

	if (!record)
		return;
	task = (void *)bpf_get_current_task();
	record->nanoseconds = bpf_ktime_get_ns();
	record->size = size;
	record->process_id = bpf_get_current_pid_tgid() >> 32;
	record->parent_id = BPF_CORE_READ(task, real_parent, tgid);
	bpf_get_current_comm(record->command, 16);
	bpf_ringbuf_submit(record, 0);
}

SEC("uprobe")
int on_malloc(struct pt_regs *ctx)
{
	int process = bpf_get_current_pid_tgid() >> 32, thread = bpf_get_current_pid_tgid();
	u64 size = ctx->di, now = bpf_ktime_get_ns(), *bytes;

	__sync_fetch_and_add(&calls, 1);
	bpf_map_update_elem(&starts, &thread, &now, BPF_ANY);
	bytes = bpf_map_lookup_elem(&bytes_by_process, &process);
	if (bytes)
		__sync_fetch_and_add(bytes, size);
	else
		bpf_map_update_elem(&bytes_by_process, &process, &size, BPF_ANY);
	if (size >= threshold)
		report(size);
	return 0;
}

SEC("uretprobe")
int on_malloc_return(struct pt_regs *ctx)
{
	int thread = bpf_get_current_pid_tgid();
	u64 *start = bpf_map_lookup_elem(&starts, &thread), duration, *count;
	u32 bucket = 0;

	if (!start)
		return 0;
	duration = bpf_ktime_get_ns() - *start;
	bpf_map_delete_elem(&starts, &thread);
	for (int i = 0; i < 63 && duration > 1; i++) {
		duration >>= 1;
		bucket++;
	}
	count = bpf_map_lookup_elem(&histogram, &bucket);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

SEC("uprobe")
int on_free(struct pt_regs *ctx)
{
	if (ctx->di)
		__sync_fetch_and_add(&frees, 1);
	return 0;
}

SEC("uprobe")
int on_realloc(struct pt_regs *ctx)
{
	u64 size = ctx->si;

	if (size >= threshold)
		report(size);
	return 0;
}

SEC("uprobe")
int on_mmap(struct pt_regs *ctx)
{
	u64 length = ctx->si;
	int flags = ctx->cx;

	switch (ctx->dx & 7) {
	case 1: case 3:
		report(length);
		return 0;
	case 5:
		return (flags & 2) != 0;
	default:
		return 0;
	}
}
