// expect: loads
// returns: test 3
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 8); __uint(map_flags, BPF_F_MMAPABLE); __type(key, int); __type(value, long); } m SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { int k = 7; long *v = bpf_map_lookup_elem(&m, &k); if (v) *v = 3; return v ? *v : 0; }
