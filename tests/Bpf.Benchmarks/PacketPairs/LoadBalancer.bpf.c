#include "packets.h"

#define BACKENDS 4

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, BACKENDS);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, BACKENDS);
	__type(key, __u32);
	__type(value, __u64);
} connections SEC(".maps");

const volatile __u16 first_port = 8000;
const volatile __u16 last_port = 8999;

SEC("sk_lookup")
int on_lookup(struct bpf_sk_lookup *ctx)
{
	struct bpf_sock *socket;
	__u32 backend;
	__u64 *count;
	long error;

	if (ctx->protocol != IPPROTO_TCP || ctx->local_port < first_port || ctx->local_port > last_port)
		return SK_PASS;
	backend = (bpf_ntohl(ctx->remote_ip4) ^ bpf_ntohs(ctx->remote_port)) % BACKENDS;
	socket = bpf_map_lookup_elem(&sockets, &backend);
	if (!socket)
		return SK_DROP;
	error = bpf_sk_assign(ctx, socket, 0);
	bpf_sk_release(socket);
	if (error)
		return SK_DROP;
	count = bpf_map_lookup_elem(&connections, &backend);
	if (count)
		__sync_fetch_and_add(count, 1);
	return SK_PASS;
}
