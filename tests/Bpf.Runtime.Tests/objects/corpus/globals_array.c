// expect: loads
// returns: test 104
#include "common.h"
int table[512]; const volatile char text[] = "hello";
SEC("socket") int test(struct __sk_buff *skb) { table[skb->len & 511] = 3; return table[50] + text[1]; }
