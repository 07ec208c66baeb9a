// expect: loads
// returns: count 1
// A lock that is a static variable, with others of its section.
#include "common.h"

static struct bpf_spin_lock lock;
static int counter;

SEC("tc")
int count(struct __sk_buff *skb)
{
	int now;

	bpf_spin_lock(&lock);
	now = ++counter;
	bpf_spin_unlock(&lock);
	return now;
}
