// expect: fails
#include "common.h"
SEC("socket") int test(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len; }
