/* Records in both directions: to user space through a perf event array, from user space through a user ring buffer. */
#include "common.h"

struct event {
	__u64 number;
	__u32 filler[23];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} perf SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} user SEC(".maps");

__u64 sum, count;

SEC("socket")
int send(struct __sk_buff *skb)
{
	struct event event = { .number = skb->len };

	return bpf_perf_event_output(skb, &perf, BPF_F_CURRENT_CPU, &event, sizeof(event)) == 0;
}

static long add(struct bpf_dynptr *record, void *context)
{
	__u32 value;

	if (bpf_dynptr_read(&value, sizeof(value), record, 0, 0) == 0)
		sum += value;
	count++;
	return 0;
}

SEC("socket")
int drain(struct __sk_buff *skb)
{
	return bpf_user_ringbuf_drain(&user, add, 0, 0);
}
