// expect: loads
// returns: test 12
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_QUEUE); __uint(max_entries, 8); __type(value, __u32); } q SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_STACK); __uint(max_entries, 8); __type(value, __u32); } s SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { __u32 v = 1, a = 0, b = 0; bpf_map_push_elem(&q, &v, 0); bpf_map_push_elem(&s, &v, 0); v = 2; bpf_map_push_elem(&q, &v, 0); bpf_map_push_elem(&s, &v, 0); bpf_map_pop_elem(&q, &a); bpf_map_pop_elem(&s, &b); return a * 10 + b; }
