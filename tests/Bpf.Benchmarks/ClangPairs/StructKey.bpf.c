#include "pairs.h"

struct key { int process_id; __u32 kind; __u64 address; };
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 4096); __type(key, struct key); __type(value, __u64); } counts SEC(".maps");

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	struct key key = {};
	__u64 *count, one = 1;

	key.kind = ctx->di & 7;
	key.address = ctx->si & ~0xFFFULL;
	key.process_id = bpf_get_current_pid_tgid() >> 32;
	count = bpf_map_lookup_elem(&counts, &key);
	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(&counts, &key, &one, BPF_NOEXIST);
	return 0;
}
