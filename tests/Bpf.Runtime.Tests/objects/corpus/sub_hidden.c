// expect: loads
// returns: test 100
#include "common.h"
__hidden __attribute__((noinline)) int twice(struct __sk_buff *skb) { return skb->len * 2 + (bpf_get_smp_processor_id() > 10000); }
SEC("socket") int test(struct __sk_buff *skb) { return twice(skb); }
