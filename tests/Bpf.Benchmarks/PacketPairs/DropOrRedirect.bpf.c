#include "packets.h"

const volatile __u16 dropped_port = 9;
const volatile __u16 redirected_port = 80;
const volatile __u32 device = 1;
__u64 dropped, redirected;

SEC("xdp")
int on_packet(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *ethernet = parse_ethernet(&c);
	struct iphdr *ip;
	struct udphdr *udp;

	if (!ethernet || ethernet->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = parse_ipv4(&c);
	if (!ip || ip->protocol != IPPROTO_UDP || ip->frag_off & bpf_htons(IP_OFFSET))
		return XDP_PASS;
	udp = parse_udp(&c);
	if (!udp)
		return XDP_PASS;
	if (udp->dest == bpf_htons(dropped_port)) {
		__sync_fetch_and_add(&dropped, 1);
		return XDP_DROP;
	}
	if (udp->dest == bpf_htons(redirected_port)) {
		__sync_fetch_and_add(&redirected, 1);
		return bpf_redirect(device, 0);
	}
	return XDP_PASS;
}
