// expect: loads
// returns: test 8
// returns: other 2
#include "common.h"
__attribute__((noinline)) int twice(int x) { return x * 2 + (bpf_get_smp_processor_id() > 10000); }
SEC("socket") int test(struct __sk_buff *skb) { return twice(4); }
SEC("xdp") int other(struct xdp_md *ctx) { return twice(1); }
