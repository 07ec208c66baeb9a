// expect: loads
// returns: test 190
#include "common.h"
static long each(__u32 i, void *c) { *(__u64 *)c += i; return 0; }
SEC("socket") int test(struct __sk_buff *skb) { __u64 sum = 0; bpf_loop(20, each, &sum, 0); return sum; }
