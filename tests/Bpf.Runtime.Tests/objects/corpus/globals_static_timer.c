// expect: loads
// returns: cancel 1
// A timer that is a static variable: it can be named, though no program can say in which map it lives, and so it stays without a callback.
#include "common.h"

static struct bpf_timer timer;

SEC("tc")
int cancel(struct __sk_buff *skb)
{
	return bpf_timer_cancel(&timer) == -22; /* EINVAL */
}
