#include "common.h"

struct pair {
	__u32 a, b;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1000);
	__type(key, __u32);
	__type(value, struct pair);
} hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} percpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 10000);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, __u64);
} mapped SEC(".maps");

SEC("socket")
int store(struct __sk_buff *skb)
{
	struct pair value = { skb->len, 2 };
	__u32 key = 1, zero = 0;
	__u32 *cpu_value;
	__u64 *mapped_value;
	struct pair *event;

	bpf_map_update_elem(&hash, &key, &value, BPF_ANY);
	cpu_value = bpf_map_lookup_elem(&percpu, &key);
	if (cpu_value)
		*cpu_value += 5;
	mapped_value = bpf_map_lookup_elem(&mapped, &zero);
	if (mapped_value)
		*mapped_value += 11;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (event) {
		event->a = skb->len;
		event->b = 9;
		bpf_ringbuf_submit(event, 0);
	}
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (event)
		bpf_ringbuf_discard(event, 0);
	return 1;
}
