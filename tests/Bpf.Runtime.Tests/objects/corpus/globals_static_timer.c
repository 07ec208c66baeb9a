// expect: loads
// returns: cancel 1
// A timer in a static variable: programs can refer to it, but cannot tell which map it is in, so it never gets a callback.
#include "common.h"

static struct bpf_timer timer;

SEC("tc")
int cancel(struct __sk_buff *skb)
{
	return bpf_timer_cancel(&timer) == -22; /* EINVAL */
}
