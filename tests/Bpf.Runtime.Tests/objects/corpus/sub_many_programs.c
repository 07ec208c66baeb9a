// expect: loads
// returns: test 3
// returns: p2 6
// returns: p3 9
// returns: p4 12
#include "common.h"
static __attribute__((noinline)) int f(int x) { return x * 3 + (bpf_get_smp_processor_id() > 10000); }
SEC("socket") int test(struct __sk_buff *skb) { return f(1); }
SEC("socket") int p2(struct __sk_buff *skb) { return f(2); }
SEC("socket") int p3(struct __sk_buff *skb) { return f(3); }
SEC("tc") int p4(struct __sk_buff *skb) { return f(4); }
