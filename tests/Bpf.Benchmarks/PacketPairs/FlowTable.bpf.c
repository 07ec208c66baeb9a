#include "packets.h"

struct flow { __be32 source, destination; __u16 source_port, destination_port; __u32 protocol; };
struct traffic { __u64 packets, bytes; };
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8192);
	__type(key, struct flow);
	__type(value, struct traffic);
} flows SEC(".maps");

SEC("tcx/ingress")
int on_packet(struct __sk_buff *skb)
{
	struct cursor c = { (void *)(long)skb->data, (void *)(long)skb->data_end };
	struct ethhdr *ethernet = parse_ethernet(&c);
	struct flow flow = {};
	struct traffic *traffic;
	struct iphdr *ip;

	if (!ethernet || ethernet->h_proto != bpf_htons(ETH_P_IP))
		return TCX_NEXT;
	ip = parse_ipv4(&c);
	if (!ip || ip->frag_off & bpf_htons(IP_OFFSET))
		return TCX_NEXT;
	flow.source = ip->saddr;
	flow.destination = ip->daddr;
	flow.protocol = ip->protocol;
	if (ip->protocol == IPPROTO_TCP) {
		struct tcphdr *tcp = parse_tcp(&c);

		if (tcp) {
			flow.source_port = bpf_ntohs(tcp->source);
			flow.destination_port = bpf_ntohs(tcp->dest);
		}
	} else if (ip->protocol == IPPROTO_UDP) {
		struct udphdr *udp = parse_udp(&c);

		if (udp) {
			flow.source_port = bpf_ntohs(udp->source);
			flow.destination_port = bpf_ntohs(udp->dest);
		}
	}
	traffic = bpf_map_lookup_elem(&flows, &flow);
	if (traffic) {
		__sync_fetch_and_add(&traffic->packets, 1);
		__sync_fetch_and_add(&traffic->bytes, skb->len);
	} else {
		struct traffic first = { 1, skb->len };

		bpf_map_update_elem(&flows, &flow, &first, BPF_ANY);
	}
	return TCX_NEXT;
}
