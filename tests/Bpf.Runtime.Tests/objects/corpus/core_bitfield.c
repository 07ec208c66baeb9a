// expect: loads
// returns: test 61
#include "common.h"
#include <bpf/bpf_core_read.h>

struct sk_buff { unsigned char pkt_type:3; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct sk_buff *s = 0; return __builtin_preserve_field_info(s->pkt_type, BPF_FIELD_RSHIFT_U64); }
