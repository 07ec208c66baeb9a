// expect: loads
// returns: test 4
#include "common.h"
SEC("?socket") int off(struct __sk_buff *skb) { return *(int *)(long)skb->len; }
SEC("?nonsense") int also_off(struct __sk_buff *skb) { return 0; }
SEC("socket") int test(struct __sk_buff *skb) { return 4; }
