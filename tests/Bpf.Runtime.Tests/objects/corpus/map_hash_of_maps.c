// expect: loads
// returns: test 8
#include "common.h"
struct inner { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 2); __type(key, __u32); __type(value, __u32); } one SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH_OF_MAPS); __uint(max_entries, 3); __type(key, __u32); __array(values, struct inner); } outer SEC(".maps") = { .values = { [2] = &one } };
SEC("socket") int test(struct __sk_buff *skb) { __u32 k = 2; return bpf_map_lookup_elem(&outer, &k) ? 8 : 9; }
