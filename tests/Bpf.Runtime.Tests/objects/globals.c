#include "common.h"

const volatile __u32 factor = 3;
__u32 summand = 100;
__u32 calls;
__u64 wide SEC(".data.special") = 0x1122334455667788;
static volatile __u32 hidden = 7;

SEC("socket")
int compute(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&calls, 1);
	return factor * 10 + summand + hidden + (wide == 0x1122334455667788);
}
