// expect: loads
// returns: test 1
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_BLOOM_FILTER); __uint(max_entries, 64); __uint(map_extra, 3); __type(value, __u32); } b SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { __u32 v = 1; bpf_map_push_elem(&b, &v, 0); return bpf_map_peek_elem(&b, &v) == 0; }
