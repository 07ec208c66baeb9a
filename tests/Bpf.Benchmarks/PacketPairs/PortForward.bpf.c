#include "packets.h"
#include <stddef.h>

const volatile __be32 public_address = bpf_htonl(0x0A000002);
const volatile __u16 public_port = 80;
const volatile __be32 address = bpf_htonl(0x0A000009);
const volatile __u16 port = 8080;
__u64 in, out;

static __always_inline bool replace(struct __sk_buff *skb, __u32 ip, __u32 field, __be32 from, __be32 to,
	__u32 transport, __u32 port_field, __be16 from_port, __be16 to_port, __u32 checksum, __u64 flags)
{
	return !bpf_l4_csum_replace(skb, transport + checksum, from_port, to_port, flags | 2)
		&& !bpf_skb_store_bytes(skb, transport + port_field, &to_port, 2, 0)
		&& !bpf_l4_csum_replace(skb, transport + checksum, from, to, flags | BPF_F_PSEUDO_HDR | 4)
		&& !bpf_l3_csum_replace(skb, ip + offsetof(struct iphdr, check), from, to, 4)
		&& !bpf_skb_store_bytes(skb, ip + field, &to, 4, 0);
}

SEC("tcx/ingress")
int on_request(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	struct cursor c = { data, (void *)(long)skb->data_end };
	struct ethhdr *ethernet = parse_ethernet(&c);
	struct iphdr *ip;
	__u32 transport;
	__be32 to = address;

	if (!ethernet || ethernet->h_proto != bpf_htons(ETH_P_IP))
		return TCX_NEXT;
	ip = parse_ipv4(&c);
	if (!ip || ip->daddr != public_address || ip->frag_off & bpf_htons(IP_OFFSET))
		return TCX_NEXT;
	transport = ETH_HLEN + ip->ihl * 4;
	if (ip->protocol == IPPROTO_TCP) {
		struct tcphdr *tcp = parse_tcp(&c);

		if (!tcp || tcp->dest != bpf_htons(public_port))
			return TCX_NEXT;
		if (!replace(skb, ETH_HLEN, offsetof(struct iphdr, daddr), ip->daddr, to, transport, offsetof(struct tcphdr, dest),
			tcp->dest, bpf_htons(port), offsetof(struct tcphdr, check), 0))
			return TCX_DROP;
	} else if (ip->protocol == IPPROTO_UDP) {
		struct udphdr *udp = parse_udp(&c);

		if (!udp || udp->dest != bpf_htons(public_port))
			return TCX_NEXT;
		if (!replace(skb, ETH_HLEN, offsetof(struct iphdr, daddr), ip->daddr, to, transport, offsetof(struct udphdr, dest),
			udp->dest, bpf_htons(port), offsetof(struct udphdr, check), BPF_F_MARK_MANGLED_0))
			return TCX_DROP;
	} else {
		return TCX_NEXT;
	}
	__sync_fetch_and_add(&in, 1);
	return TCX_NEXT;
}

SEC("tcx/egress")
int on_answer(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	struct cursor c = { data, (void *)(long)skb->data_end };
	struct ethhdr *ethernet = parse_ethernet(&c);
	struct iphdr *ip;
	__u32 transport;
	__be32 to = public_address;

	if (!ethernet || ethernet->h_proto != bpf_htons(ETH_P_IP))
		return TCX_NEXT;
	ip = parse_ipv4(&c);
	if (!ip || ip->saddr != address || ip->frag_off & bpf_htons(IP_OFFSET))
		return TCX_NEXT;
	transport = ETH_HLEN + ip->ihl * 4;
	if (ip->protocol == IPPROTO_TCP) {
		struct tcphdr *tcp = parse_tcp(&c);

		if (!tcp || tcp->source != bpf_htons(port))
			return TCX_NEXT;
		if (!replace(skb, ETH_HLEN, offsetof(struct iphdr, saddr), ip->saddr, to, transport, offsetof(struct tcphdr, source),
			tcp->source, bpf_htons(public_port), offsetof(struct tcphdr, check), 0))
			return TCX_DROP;
	} else if (ip->protocol == IPPROTO_UDP) {
		struct udphdr *udp = parse_udp(&c);

		if (!udp || udp->source != bpf_htons(port))
			return TCX_NEXT;
		if (!replace(skb, ETH_HLEN, offsetof(struct iphdr, saddr), ip->saddr, to, transport, offsetof(struct udphdr, source),
			udp->source, bpf_htons(public_port), offsetof(struct udphdr, check), BPF_F_MARK_MANGLED_0))
			return TCX_DROP;
	} else {
		return TCX_NEXT;
	}
	__sync_fetch_and_add(&out, 1);
	return TCX_NEXT;
}
