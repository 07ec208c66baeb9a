#include "packets.h"

struct bpf_nf_ctx { const void *state; struct __sk_buff *skb; };

extern int bpf_dynptr_from_skb(struct __sk_buff *skb, __u64 flags, struct bpf_dynptr *packet) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, __u16);
	__type(value, __u64);
} blocked SEC(".maps");

__u64 accepted;

SEC("netfilter")
int on_receive(struct bpf_nf_ctx *ctx)
{
	struct bpf_dynptr packet;
	struct iphdr ip;
	struct udphdr udp;
	__u64 *count;
	__u16 port;

	if (bpf_dynptr_from_skb(ctx->skb, 0, &packet))
		return 1;
	if (bpf_dynptr_read(&ip, sizeof(ip), &packet, 0, 0) || ip.protocol != IPPROTO_UDP || ip.frag_off & bpf_htons(IP_OFFSET))
		return 1;
	if (bpf_dynptr_read(&udp, sizeof(udp), &packet, ip.ihl * 4, 0))
		return 1;
	port = bpf_ntohs(udp.dest);
	count = bpf_map_lookup_elem(&blocked, &port);
	if (count) {
		__sync_fetch_and_add(count, 1);
		return 0;
	}
	__sync_fetch_and_add(&accepted, 1);
	return 1;
}
