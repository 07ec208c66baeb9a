#include "pairs.h"

struct sched_switch {
	__u64 common;
	char previous_command[16];
	int previous_thread, previous_priority;
	long previous_state;
	char next_command[16];
	int next_thread, next_priority;
};
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8192); __type(key, int); __type(value, __u64); } started SEC(".maps"), run_time SEC(".maps");

SEC("tracepoint/sched/sched_switch")
int on_switch(struct sched_switch *ctx)
{
	__u64 now = bpf_ktime_get_ns(), *start, *total, ran;
	int previous = ctx->previous_thread, next;

	start = bpf_map_lookup_elem(&started, &previous);
	if (start) {
		ran = now - *start;
		total = bpf_map_lookup_elem(&run_time, &previous);
		if (total)
			*total += ran;
		else
			bpf_map_update_elem(&run_time, &previous, &ran, BPF_ANY);
	}
	next = ctx->next_thread;
	bpf_map_update_elem(&started, &next, &now, BPF_ANY);
	return 0;
}
