#include "pairs.h"

struct item { int thread_id; __u32 size; __u64 address; };
struct { __uint(type, BPF_MAP_TYPE_QUEUE); __uint(max_entries, 128); __type(value, struct item); } pending SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 65536); } done SEC(".maps");
__u64 overflows;

SEC("uprobe")
int on_submit(struct pt_regs *ctx)
{
	struct item item;

	item.address = ctx->di;
	item.size = ctx->si;
	item.thread_id = bpf_get_current_pid_tgid();
	if (bpf_map_push_elem(&pending, &item, BPF_ANY))
		__sync_fetch_and_add(&overflows, 1);
	return 0;
}

SEC("uprobe")
int on_complete(struct pt_regs *ctx)
{
	struct item item = {};

	if (bpf_map_pop_elem(&pending, &item) == 0)
		bpf_ringbuf_output(&done, &item, sizeof(item), 0);
	return 0;
}
