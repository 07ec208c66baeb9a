// expect: loads
// returns: test 55
#include "common.h"
SEC("socket") int target(struct __sk_buff *skb) { return 55; }
struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 3); __uint(key_size, 4); __array(values, int (struct __sk_buff *)); } jump SEC(".maps") = { .values = { [1] = (void *)&target } };
SEC("socket") int test(struct __sk_buff *skb) { bpf_tail_call(skb, &jump, 1); return 1; }
