#include "pairs.h"

struct ipv4_header {
	__u8 version_and_length, service;
	__u16 total_length, identification, fragment;
	__u8 time_to_live, protocol;
	__u16 checksum, source_low, source_high, destination_low, destination_high;
};
struct ports { __u16 source, destination; };
const volatile __u16 port = 0x5000;
__u64 dropped;

SEC("xdp")
int on_packet(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u16 *type = data + 12;
	struct ipv4_header *header = data + 14;
	struct ports *ports = data + 34;

	if ((void *)(type + 1) > end || *type != 0x0008)
		return XDP_PASS;
	if ((void *)(header + 1) > end || header->protocol != 17 || header->version_and_length != 0x45)
		return XDP_PASS;
	if ((void *)(ports + 1) > end || ports->destination != port)
		return XDP_PASS;
	__sync_fetch_and_add(&dropped, 1);
	return XDP_DROP;
}
