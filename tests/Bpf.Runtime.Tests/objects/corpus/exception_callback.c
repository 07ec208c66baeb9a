// expect: loads
// returns: test 77
#include "common.h"
extern void bpf_throw(__u64 cookie) __ksym;
__attribute__((noinline)) int on_exception(__u64 cookie) { return 70 + cookie; }
SEC("tc") __attribute__((btf_decl_tag("exception_callback:on_exception"))) int test(struct __sk_buff *skb) { if (skb->len) bpf_throw(7); return 1; }
