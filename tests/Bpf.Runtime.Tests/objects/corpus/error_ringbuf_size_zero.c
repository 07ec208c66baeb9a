// expect: fails
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); } m SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { return bpf_ringbuf_query(&m, 0); }
