// expect: fails
#include "common.h"
extern void bpf_gone(void) __ksym;
SEC("tc") int test(struct __sk_buff *skb) { bpf_gone(); return 5; }
