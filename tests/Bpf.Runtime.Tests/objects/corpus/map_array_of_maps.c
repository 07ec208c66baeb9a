// expect: loads
// returns: test 33
#include "common.h"
struct inner { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 2); __type(key, __u32); __type(value, __u32); } one SEC(".maps"), two SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 3); __type(key, __u32); __array(values, struct inner); } outer SEC(".maps") = { .values = { &one, 0, &two } };
SEC("socket") int test(struct __sk_buff *skb) { __u32 k = 2, z = 1, v = 33, *f; void *m = bpf_map_lookup_elem(&outer, &k); if (!m) return 1; bpf_map_update_elem(&two, &z, &v, 0); f = bpf_map_lookup_elem(m, &z); return f ? *f : 2; }
