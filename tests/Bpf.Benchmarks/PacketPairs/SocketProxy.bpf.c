#include "packets.h"

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __u32);
} others SEC(".maps");

__u64 bytes, unknown;

SEC("sk_skb/verdict")
int on_data(struct __sk_buff *skb)
{
	__u32 ports = skb->local_port << 16 | bpf_ntohl(skb->remote_port), *other;

	other = bpf_map_lookup_elem(&others, &ports);
	if (!other) {
		__sync_fetch_and_add(&unknown, 1);
		return SK_PASS;
	}
	__sync_fetch_and_add(&bytes, skb->len);
	return bpf_sk_redirect_map(skb, &sockets, *other, 0);
}
