/* A program whose decision others replace, or with REPLACEMENT such a replacement. */
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))
#define noinline __attribute__((noinline))

char LICENSE[] SEC("license") = "GPL";

unsigned long long kept;
unsigned long long decided;
long long levels;

#ifdef REPLACEMENT

SEC("freplace/Decide")
int refuse(struct xdp_md *context, short level)
{
	__sync_fetch_and_add(&decided, 1);
	__sync_fetch_and_add(&levels, level);
	return context->ingress_ifindex == 12345 ? XDP_TX : XDP_DROP;
}

#else

noinline int Decide(struct xdp_md *context, short level)
{
	__sync_fetch_and_add(&kept, 1);
	return context->ingress_ifindex == 12345 || level == 12345 ? XDP_TX : XDP_PASS;
}

static noinline int hidden(struct xdp_md *context)
{
	return context->ingress_ifindex == 12345 ? XDP_TX : XDP_PASS;
}

SEC("xdp")
int OnPacket(struct xdp_md *context)
{
	return hidden(context) == XDP_PASS ? Decide(context, -5) : XDP_ABORTED;
}

#endif
