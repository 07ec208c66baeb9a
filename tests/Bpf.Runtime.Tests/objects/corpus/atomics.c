// expect: loads
// returns: test 9
#include "common.h"
int c; SEC("socket") int test(struct __sk_buff *skb) { int old = __sync_fetch_and_add(&c, 5); __sync_val_compare_and_swap(&c, 5, 9); return old + c; }
