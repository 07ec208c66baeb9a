// expect: loads
// returns: test 64
#include "common.h"
__attribute__((noinline)) int length(void *context __attribute__((btf_decl_tag("arg:ctx")))) { return ((struct __sk_buff *)context)->len; }
SEC("tc") int test(struct __sk_buff *skb) { return length(skb); }
