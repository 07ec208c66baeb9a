// expect: loads
// returns: test 100
#include "common.h"
static __attribute__((noinline)) int twice(int x) { return x * 2 + (bpf_get_smp_processor_id() > 10000); }
SEC("socket") int test(struct __sk_buff *skb) { return twice(skb->len); }
