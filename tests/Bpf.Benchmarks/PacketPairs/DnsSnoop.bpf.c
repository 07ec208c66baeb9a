#include "packets.h"

struct query { __be32 client; __u16 id, length; __u8 labels[64]; };
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
} queries SEC(".maps");

__u64 lost;

SEC("socket")
int on_packet(struct __sk_buff *skb)
{
	__u32 offset = ETH_HLEN, left;
	struct query *query;
	struct ethhdr ethernet;
	struct iphdr ip;
	struct udphdr udp;
	struct dns_hdr dns;

	if (bpf_skb_load_bytes(skb, 0, &ethernet, sizeof(ethernet)) || ethernet.h_proto != bpf_htons(ETH_P_IP))
		return 0;
	if (bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)) || ip.ihl < 5 || ip.protocol != IPPROTO_UDP || ip.frag_off & bpf_htons(IP_OFFSET))
		return 0;
	offset += ip.ihl * 4;
	if (bpf_skb_load_bytes(skb, offset, &udp, sizeof(udp)) || udp.dest != bpf_htons(53))
		return 0;
	offset += sizeof(udp);
	if (bpf_skb_load_bytes(skb, offset, &dns, sizeof(dns)) || dns.flags & bpf_htons(0x8000) || !dns.questions)
		return 0;
	offset += sizeof(dns);
	left = skb->len - offset;
	if (left > sizeof(query->labels))
		left = sizeof(query->labels);
	query = bpf_ringbuf_reserve(&queries, sizeof(*query), 0);
	if (!query) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	query->client = ip.saddr;
	query->id = bpf_ntohs(dns.id);
	query->length = left;
	asm volatile("" : "+r"(left));
	if (left && bpf_skb_load_bytes(skb, offset, query->labels, left)) {
		bpf_ringbuf_discard(query, 0);
		return 0;
	}
	bpf_ringbuf_submit(query, 0);
	return 0;
}
