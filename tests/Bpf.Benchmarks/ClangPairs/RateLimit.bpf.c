#include "pairs.h"

struct bucket { __u64 tokens, updated; };
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1024); __type(key, int); __type(value, struct bucket); } buckets SEC(".maps");
const volatile __u64 capacity = 100;
const volatile __u64 nanoseconds_per_token = 1000000;
__u64 allowed, dropped;

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	int process = bpf_get_current_pid_tgid() >> 32;
	__u64 now = bpf_ktime_get_ns(), earned, tokens;
	struct bucket *b = bpf_map_lookup_elem(&buckets, &process);

	if (!b) {
		struct bucket fresh = { capacity - 1, now };

		bpf_map_update_elem(&buckets, &process, &fresh, BPF_ANY);
		__sync_fetch_and_add(&allowed, 1);
		return 0;
	}
	earned = (now - b->updated) / nanoseconds_per_token;
	if (earned > 0) {
		tokens = b->tokens + earned;
		b->tokens = tokens < capacity ? tokens : capacity;
		b->updated = now;
	}
	if (b->tokens == 0) {
		__sync_fetch_and_add(&dropped, 1);
		return 1;
	}
	b->tokens--;
	__sync_fetch_and_add(&allowed, 1);
	return 0;
}
