// expect: fails
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1); __type(key, int); __type(value, int); __uint(color, 3); } m SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { int k = 0; return bpf_map_lookup_elem(&m, &k) != 0; }
