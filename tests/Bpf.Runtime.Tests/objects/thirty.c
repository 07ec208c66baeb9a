/* Thirty programs with maps, globals and subprograms, for measurements. */
#include "common.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 100);
	__type(key, __u32);
	__type(value, __u64);
} counts SEC(".maps");

const volatile __u32 step = 1;
__u64 total;

static __attribute__((noinline)) int count(__u32 key)
{
	__u64 *value = bpf_map_lookup_elem(&counts, &key), one = step;

	if (value)
		__sync_fetch_and_add(value, 1);
	else
		bpf_map_update_elem(&counts, &key, &one, BPF_ANY);
	total += step;
	return 0;
}

#define PROGRAM(n) SEC("socket") int program_##n(struct __sk_buff *skb) { return count(n + skb->len); }
#define TEN(n) PROGRAM(n##0) PROGRAM(n##1) PROGRAM(n##2) PROGRAM(n##3) PROGRAM(n##4) \
	PROGRAM(n##5) PROGRAM(n##6) PROGRAM(n##7) PROGRAM(n##8) PROGRAM(n##9)
TEN(1)
TEN(2)
TEN(3)
