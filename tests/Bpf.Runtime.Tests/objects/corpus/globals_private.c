// expect: loads
// returns: count 3
// The idiom of the sched_ext schedulers: hidden variables in a separate section, together with types that the kernel does not map.
#include "common.h"

#define private(name) SEC(".data." #name) __attribute__((visibility("hidden"))) __attribute__((aligned(8)))

private(A) struct bpf_spin_lock lock;
private(A) char pad[12000];
private(A) int counter = 2;

SEC("tc")
int count(struct __sk_buff *skb)
{
	int now;

	bpf_spin_lock(&lock);
	now = ++counter;
	pad[now & 1023] = 1;
	bpf_spin_unlock(&lock);
	return now;
}
