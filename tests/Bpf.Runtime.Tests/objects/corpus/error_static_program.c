// expect: fails
#include "common.h"
SEC("socket") static int test(struct __sk_buff *skb) { return 0; }
void *keep = test;
