// expect: loads
// returns: test 6
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8); __uint(map_flags, BPF_F_NO_PREALLOC | BPF_F_RDONLY_PROG); __uint(key_size, 8); __uint(value_size, 16); } m SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { __u64 k = 0; return bpf_map_lookup_elem(&m, &k) ? 1 : 6; }
