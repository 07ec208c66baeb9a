// expect: loads
// returns: test 2
#include "common.h"
SEC("socket") int test(struct __sk_buff *skb) { bpf_printk("len %d %s", skb->len, "text"); return 2; }
