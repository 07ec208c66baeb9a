// expect: loads
// returns: test 1
#include "common.h"
#include <bpf/bpf_core_read.h>
struct sk_buff { unsigned char pkt_type:3; unsigned char ip_summed:2; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb)
{
	struct sk_buff *s = 0;
	int left = __builtin_preserve_field_info(s->ip_summed, BPF_FIELD_LSHIFT_U64), right = __builtin_preserve_field_info(s->ip_summed, BPF_FIELD_RSHIFT_U64);

	return right == 62 && left >= 0 && left <= 62;
}
