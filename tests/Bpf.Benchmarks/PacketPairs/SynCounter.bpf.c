#include "packets.h"

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, struct in6_addr);
	__type(value, __u64);
} requests SEC(".maps");

struct extension { __u8 next, length; __be16 offset; __be32 rest; };

static __always_inline bool skip_extensions(struct cursor *c, __u8 *protocol)
{
	for (int i = 0; i < 8; i++) {
		struct extension *e = c->position;
		__u8 current = *protocol;

		switch (current) {
		case IPPROTO_HOPOPTS:
		case IPPROTO_ROUTING:
		case IPPROTO_DSTOPTS:
		case IPPROTO_MH:
			if ((void *)(e + 1) > c->end)
				return false;
			c->position += (e->length + 1) * 8;
			break;
		case IPPROTO_AH:
			if ((void *)(e + 1) > c->end)
				return false;
			c->position += (e->length + 2) * 4;
			break;
		case IPPROTO_FRAGMENT:
			if ((void *)(e + 1) > c->end)
				return false;
			c->position += 8;
			if (e->offset & bpf_htons(0xFFF8))
				return true;
			break;
		default:
			return true;
		}
		*protocol = e->next;
	}
	return *protocol != IPPROTO_HOPOPTS && *protocol != IPPROTO_ROUTING && *protocol != IPPROTO_DSTOPTS && *protocol != IPPROTO_MH
		&& *protocol != IPPROTO_AH && *protocol != IPPROTO_FRAGMENT;
}

SEC("xdp")
int on_packet(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *ethernet = parse_ethernet(&c);
	struct in6_addr source = {};
	struct tcphdr *tcp;
	__u64 *count, one = 1;
	__u8 protocol;
	__be16 type;

	if (!ethernet)
		return XDP_PASS;
	type = ethernet->h_proto;
	for (int i = 0; i < 2 && (type == bpf_htons(ETH_P_8021Q) || type == bpf_htons(ETH_P_8021AD)); i++) {
		struct vlan_hdr *tag = c.position;

		if ((void *)(tag + 1) > c.end)
			return XDP_PASS;
		type = tag->h_vlan_encapsulated_proto;
		c.position = tag + 1;
	}
	if (type == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = parse_ipv4(&c);

		if (!ip || ip->frag_off & bpf_htons(IP_OFFSET))
			return XDP_PASS;
		source.s6_addr32[2] = bpf_htonl(0xFFFF);
		source.s6_addr32[3] = ip->saddr;
		protocol = ip->protocol;
	} else if (type == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = parse_ipv6(&c);

		if (!ip)
			return XDP_PASS;
		source = ip->saddr;
		protocol = ip->nexthdr;
		if (!skip_extensions(&c, &protocol))
			return XDP_PASS;
	} else {
		return XDP_PASS;
	}
	if (protocol != IPPROTO_TCP)
		return XDP_PASS;
	tcp = parse_tcp(&c);
	if (!tcp || !tcp->syn || tcp->ack)
		return XDP_PASS;
	count = bpf_map_lookup_elem(&requests, &source);
	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(&requests, &source, &one, BPF_ANY);
	return XDP_PASS;
}
