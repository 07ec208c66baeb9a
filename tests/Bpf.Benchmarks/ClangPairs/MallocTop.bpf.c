/* Twin of samples/MallocTop/MallocTop.cs. */
#include "pairs.h"

struct usage { __u64 calls, bytes; };
struct allocation { int process_id, thread_id; __u64 size, nanoseconds; };
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8192); __type(key, int); __type(value, struct usage); } usage_by_process SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 256 * 1024); } large SEC(".maps");
const volatile __u64 threshold = 1 << 20;
__u64 calls, bytes, lost;

SEC("uprobe/libc:malloc")
int on_malloc(struct pt_regs *ctx)
{
	__u64 size = ctx->di;
	int process_id = bpf_get_current_pid_tgid() >> 32;
	struct allocation *allocation;
	struct usage *usage;

	__sync_fetch_and_add(&calls, 1);
	__sync_fetch_and_add(&bytes, size);
	usage = bpf_map_lookup_elem(&usage_by_process, &process_id);
	if (!usage) {
		struct usage zero = {};

		bpf_map_update_elem(&usage_by_process, &process_id, &zero, BPF_NOEXIST);
		usage = bpf_map_lookup_elem(&usage_by_process, &process_id);
		if (!usage) {
			__sync_fetch_and_add(&lost, 1);
			return 0;
		}
	}
	__sync_fetch_and_add(&usage->calls, 1);
	__sync_fetch_and_add(&usage->bytes, size);
	if (size >= threshold) {
		allocation = bpf_ringbuf_reserve(&large, sizeof(*allocation), 0);
		if (allocation) {
			allocation->process_id = process_id;
			allocation->thread_id = (int)bpf_get_current_pid_tgid();
			allocation->size = size;
			allocation->nanoseconds = bpf_ktime_get_ns();
			bpf_ringbuf_submit(allocation, 0);
		}
	}
	return 0;
}
