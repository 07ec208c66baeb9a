// expect: loads
// returns: test 5
#include "common.h"
SEC("socket") int test(struct __sk_buff *skb) { switch (skb->len) { case 1: return 1; case 50: return 5; case 60: return 6; case 70: return 7; case 80: return 8; default: return 0; } }
