/* One program for each cgroup hook. All count; those that can refuse do so on request. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

__u64 calls;
int refuses;

static __always_inline int verdict(void)
{
	__sync_fetch_and_add(&calls, 1);
	return refuses ? 0 : 1;
}

static __always_inline int allow(void)
{
	__sync_fetch_and_add(&calls, 1);
	return 1;
}

#define DECIDES(section, name, context) \
	SEC(section) int name(context *c) { return verdict(); }
#define WATCHES(section, name, context) \
	SEC(section) int name(context *c) { return allow(); }

DECIDES("cgroup_skb/ingress", packet_in, struct __sk_buff)
DECIDES("cgroup_skb/egress", packet_out, struct __sk_buff)
DECIDES("cgroup/skb", packet, struct __sk_buff)
DECIDES("cgroup/sock", sock, struct bpf_sock)
DECIDES("cgroup/sock_create", sock_create, struct bpf_sock)
WATCHES("cgroup/sock_release", sock_release, struct bpf_sock)
DECIDES("cgroup/post_bind4", post_bind4, struct bpf_sock)
DECIDES("cgroup/post_bind6", post_bind6, struct bpf_sock)
DECIDES("cgroup/bind4", bind4, struct bpf_sock_addr)
DECIDES("cgroup/bind6", bind6, struct bpf_sock_addr)
DECIDES("cgroup/connect4", connect4, struct bpf_sock_addr)
DECIDES("cgroup/connect6", connect6, struct bpf_sock_addr)
DECIDES("cgroup/connect_unix", connect_unix, struct bpf_sock_addr)
DECIDES("cgroup/sendmsg4", sendmsg4, struct bpf_sock_addr)
DECIDES("cgroup/sendmsg6", sendmsg6, struct bpf_sock_addr)
DECIDES("cgroup/sendmsg_unix", sendmsg_unix, struct bpf_sock_addr)
WATCHES("cgroup/recvmsg4", recvmsg4, struct bpf_sock_addr)
WATCHES("cgroup/recvmsg6", recvmsg6, struct bpf_sock_addr)
WATCHES("cgroup/recvmsg_unix", recvmsg_unix, struct bpf_sock_addr)
WATCHES("cgroup/getpeername4", getpeername4, struct bpf_sock_addr)
WATCHES("cgroup/getpeername6", getpeername6, struct bpf_sock_addr)
WATCHES("cgroup/getpeername_unix", getpeername_unix, struct bpf_sock_addr)
WATCHES("cgroup/getsockname4", getsockname4, struct bpf_sock_addr)
WATCHES("cgroup/getsockname6", getsockname6, struct bpf_sock_addr)
WATCHES("cgroup/getsockname_unix", getsockname_unix, struct bpf_sock_addr)
DECIDES("cgroup/sysctl", sysctl, struct bpf_sysctl)
DECIDES("cgroup/getsockopt", getsockopt, struct bpf_sockopt)
DECIDES("cgroup/setsockopt", setsockopt, struct bpf_sockopt)
DECIDES("cgroup/dev", device, struct bpf_cgroup_dev_ctx)

SEC("sockops")
int socket_operation(struct bpf_sock_ops *operation)
{
	return operation->op == BPF_SOCK_OPS_TCP_CONNECT_CB ? allow() : 1;
}

/* Values above 1 report congestion, and tie the program to egress. */
SEC("cgroup_skb/egress")
int congested(struct __sk_buff *packet)
{
	return 2;
}
