// expect: loads
// returns: test 9
#include "common.h"
struct inner { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); } kept SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH_OF_MAPS); __uint(max_entries, 8); __type(key, int); __array(values, struct inner); } outer SEC(".maps") = { .values = { [7] = &kept } };
struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 4); __uint(key_size, 4); __array(values, int (void *)); } calls SEC(".maps");
SEC("socket") int last(struct __sk_buff *skb) { return 9; }
struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 4); __uint(key_size, 4); __array(values, int (void *)); } filled SEC(".maps") = { .values = { [0] = (void *)&last, [3] = (void *)&last } };
SEC("socket") int test(struct __sk_buff *skb) { int k = 7; if (!bpf_map_lookup_elem(&outer, &k)) return 1; bpf_tail_call(skb, &calls, 3); bpf_tail_call(skb, &filled, 3); return 2; }
