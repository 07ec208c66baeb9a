#include "pairs.h"

struct flow { __u64 addresses; __u32 ports, protocol; };
struct ipv4_tail { __u8 time_to_live, protocol; __u16 checksum, address0, address1, address2, address3; };
struct { __uint(type, BPF_MAP_TYPE_LRU_HASH); __uint(max_entries, 8192); __type(key, struct flow); __type(value, __u64); } bytes SEC(".maps");

SEC("socket")
int on_packet(struct __sk_buff *ctx)
{
	struct ipv4_tail header = {};
	__u32 ports = 0;
	struct flow flow;
	__u64 *count, length;

	if (bpf_skb_load_bytes(ctx, 22, &header, sizeof(header)) || bpf_skb_load_bytes(ctx, 34, &ports, sizeof(ports)))
		return 0;
	flow.addresses = header.address0 | (__u64)header.address1 << 16 | (__u64)header.address2 << 32 | (__u64)header.address3 << 48;
	flow.ports = ports;
	flow.protocol = header.protocol;
	count = bpf_map_lookup_elem(&bytes, &flow);
	if (count) {
		__sync_fetch_and_add(count, ctx->len);
	} else {
		length = ctx->len;
		bpf_map_update_elem(&bytes, &flow, &length, BPF_ANY);
	}
	return 0;
}
