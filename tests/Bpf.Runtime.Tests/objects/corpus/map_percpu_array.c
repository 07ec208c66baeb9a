// expect: loads
// returns: test 42
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __uint(max_entries, 8); __type(key, __u32); __type(value, __u64);  } m SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { __u32 key = 3; __u64 value = 41, *found; bpf_map_update_elem(&m, &key, &value, BPF_ANY); found = bpf_map_lookup_elem(&m, &key); return found ? *found + 1 : 0; }
