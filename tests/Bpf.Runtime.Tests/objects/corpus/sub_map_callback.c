// expect: loads
// returns: test 6
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 4); __type(key, __u32); __type(value, __u32); } m SEC(".maps");
static long each(void *map, __u32 *key, __u32 *value, __u32 *sum) { *sum += *key; return 0; }
SEC("socket") int test(struct __sk_buff *skb) { __u32 sum = 0; bpf_for_each_map_elem(&m, each, &sum, 0); return sum; }
