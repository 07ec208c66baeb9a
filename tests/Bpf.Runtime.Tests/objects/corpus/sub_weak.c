// expect: loads
// returns: test 8
#include "common.h"
__weak int maybe(int x) { return x + 7; }
SEC("socket") int test(struct __sk_buff *skb) { return maybe(1); }
