// expect: loads
// returns: test 3
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } m SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { __u32 v = 1; return bpf_perf_event_output(skb, &m, BPF_F_CURRENT_CPU, &v, 4) < 0 ? 3 : 4; }
