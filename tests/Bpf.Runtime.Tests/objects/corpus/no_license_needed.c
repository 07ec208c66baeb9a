// expect: loads
// returns: test 50
#include "common.h"
SEC("socket") int test(struct __sk_buff *skb) { return skb->len; }
