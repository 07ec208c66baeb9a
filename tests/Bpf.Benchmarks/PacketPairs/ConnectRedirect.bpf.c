#include "packets.h"

struct endpoint { __be32 address; __u16 port, reserved; };

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, struct endpoint);
	__type(value, struct endpoint);
} backends SEC(".maps");

__u64 redirected, others;

SEC("cgroup/connect4")
int on_connect(struct bpf_sock_addr *ctx)
{
	struct endpoint service = { .address = ctx->user_ip4, .port = bpf_ntohs(ctx->user_port) };
	struct endpoint *backend = bpf_map_lookup_elem(&backends, &service);

	if (!backend) {
		__sync_fetch_and_add(&others, 1);
		return 1;
	}
	ctx->user_ip4 = backend->address;
	ctx->user_port = bpf_htons(backend->port);
	__sync_fetch_and_add(&redirected, 1);
	return 1;
}

