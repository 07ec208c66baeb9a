// expect: loads
// returns: test 8
#include "common.h"
#include <bpf/bpf_core_read.h>

struct sk_buff { struct { struct { void *next; void *prev; }; }; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { return (long)&((struct sk_buff *)0)->prev; }
