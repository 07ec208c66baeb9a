// expect: loads
// returns: test 8192
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 5000); } r SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { __u64 v = 1; return bpf_ringbuf_output(&r, &v, sizeof(v), 0) + bpf_ringbuf_query(&r, BPF_RB_RING_SIZE); }
