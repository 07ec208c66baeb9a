// expect: loads
#include "common.h"
SEC("cgroup_skb/ingress") int p0(struct __sk_buff *skb) { return 1; }
SEC("cgroup_skb/egress") int p1(struct __sk_buff *skb) { return 1; }
SEC("cgroup/skb") int p2(struct __sk_buff *skb) { return 1; }
SEC("cgroup/sock") int p3(struct bpf_sock *c) { return 1; }
SEC("cgroup/sock_create") int p4(struct bpf_sock *c) { return 1; }
SEC("cgroup/sock_release") int p5(struct bpf_sock *c) { return 1; }
SEC("cgroup/post_bind4") int p6(struct bpf_sock *c) { return 1; }
SEC("cgroup/post_bind6") int p7(struct bpf_sock *c) { return 1; }
SEC("cgroup/bind4") int p8(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/bind6") int p9(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/connect4") int p10(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/connect6") int p11(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/sendmsg4") int p12(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/sendmsg6") int p13(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/recvmsg4") int p14(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/recvmsg6") int p15(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/getpeername4") int p16(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/getpeername6") int p17(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/getsockname4") int p18(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/getsockname6") int p19(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/dev") int p20(struct bpf_cgroup_dev_ctx *c) { return 1; }
SEC("cgroup/sysctl") int p21(struct bpf_sysctl *c) { return 1; }
SEC("cgroup/getsockopt") int p22(struct bpf_sockopt *c) { return 1; }
SEC("cgroup/setsockopt") int p23(struct bpf_sockopt *c) { return 1; }
