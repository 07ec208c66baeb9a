// expect: loads
// returns: test 41
#include "common.h"
static volatile int a = 10; static volatile int b; static const volatile int d = 30;
SEC("socket") int test(struct __sk_buff *skb) { b++; return a + b + d; }
