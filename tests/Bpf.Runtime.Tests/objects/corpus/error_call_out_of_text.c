// expect: fails
#include "common.h"
SEC("socket") __attribute__((noinline)) int other(struct __sk_buff *skb) { return skb->len; }
SEC("tc") int test(struct __sk_buff *skb) { return other(skb); }
