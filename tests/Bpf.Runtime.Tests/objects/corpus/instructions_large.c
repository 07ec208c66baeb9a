// expect: loads
// returns: test 1
#include "common.h"
SEC("socket") int test(struct __sk_buff *skb) { volatile int x = 0;
#pragma unroll
for (int i = 0; i < 2000; i++) x += i;
return x == 1999000; }
