// expect: loads
// returns: test 13
#include "common.h"
char big[70000]; int after = 9;
SEC("socket") int test(struct __sk_buff *skb) { big[69999] = 4; return big[69999] + after; }
