// expect: loads
// returns: test 30
#include "common.h"
static long add(__u32 i, long *sum) { *sum += i; return 0; }
static long twice(__u32 i, long *sum) { return bpf_loop(2, add, sum, 0) < 0; }
SEC("socket") int test(struct __sk_buff *skb) { long sum = 0; bpf_loop(5, add, &sum, 0); bpf_loop(20, twice, &sum, 0); return sum; }
