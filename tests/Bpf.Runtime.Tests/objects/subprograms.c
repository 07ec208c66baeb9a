#include "common.h"

static __attribute__((noinline)) int leaf(int x)
{
	return x * 2 + (bpf_get_smp_processor_id() > 100000);
}

static __attribute__((noinline)) int middle(int x)
{
	return leaf(x) + leaf(x + 1);
}

__attribute__((noinline)) int global_leaf(int x)
{
	return x + 1000 + (bpf_get_smp_processor_id() > 100000);
}

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} results SEC(".maps");

static long callback(__u32 index, void *context)
{
	__u64 *sum = context;

	*sum += index;
	return 0;
}

SEC("socket")
int nested(struct __sk_buff *skb)
{
	return middle(5) + global_leaf(1);
}

SEC("socket")
int with_callback(struct __sk_buff *skb)
{
	__u64 sum = 0;
	__u32 key = 2;

	bpf_loop(10, callback, &sum, 0);
	bpf_map_update_elem(&results, &key, &sum, BPF_ANY);
	return leaf(1);
}

SEC("?socket")
int not_loaded(struct __sk_buff *skb)
{
	return 1;
}
