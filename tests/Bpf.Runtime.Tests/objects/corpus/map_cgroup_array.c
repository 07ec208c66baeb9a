// expect: loads
// returns: test 1
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_CGROUP_ARRAY); __uint(key_size, 4); __uint(value_size, 4); __uint(max_entries, 1); } m SEC(".maps");
SEC("tc") int test(struct __sk_buff *skb) { return bpf_skb_under_cgroup(skb, &m, 0) < 0 ? 1 : 2; }
