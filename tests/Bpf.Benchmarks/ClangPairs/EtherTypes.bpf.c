#include "pairs.h"

struct ethernet_header { __u32 destination0; __u16 destination1, source0; __u32 source1; __u16 type; } __attribute__((packed, aligned(2)));
__u64 ipv4, ipv6, arp, other;

SEC("xdp")
int on_packet(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct ethernet_header *header = data;

	if ((void *)(header + 1) > end)
		return XDP_DROP;
	switch (header->type) {
	case 0x0008: __sync_fetch_and_add(&ipv4, 1); break;
	case 0xDD86: __sync_fetch_and_add(&ipv6, 1); break;
	case 0x0608: __sync_fetch_and_add(&arp, 1); break;
	default: __sync_fetch_and_add(&other, 1); break;
	}
	return XDP_PASS;
}
