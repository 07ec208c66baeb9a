// expect: loads
#include "common.h"
SEC("socket") int p0(struct __sk_buff *skb) { return 1; }
SEC("tc") int p1(struct __sk_buff *skb) { return 0; }
SEC("classifier") int p2(struct __sk_buff *skb) { return 0; }
SEC("action") int p3(struct __sk_buff *skb) { return 0; }
SEC("xdp") int p4(struct xdp_md *c) { return 2; }
SEC("xdp.frags") int p5(struct xdp_md *c) { return 2; }
SEC("xdp/devmap") int p6(struct xdp_md *c) { return 2; }
SEC("xdp/cpumap") int p7(struct xdp_md *c) { return 2; }
SEC("xdp.frags/devmap") int p8(struct xdp_md *c) { return 2; }
SEC("xdp.frags/cpumap") int p9(struct xdp_md *c) { return 2; }
SEC("lwt_in") int p10(struct __sk_buff *skb) { return 0; }
SEC("lwt_out") int p11(struct __sk_buff *skb) { return 0; }
SEC("lwt_xmit") int p12(struct __sk_buff *skb) { return 0; }
SEC("sockops") int p13(struct bpf_sock_ops *c) { return 0; }
SEC("sk_skb") int p14(struct __sk_buff *skb) { return 1; }
SEC("sk_skb/stream_parser") int p15(struct __sk_buff *skb) { return 1; }
SEC("sk_skb/stream_verdict") int p16(struct __sk_buff *skb) { return 1; }
SEC("sk_msg") int p17(struct sk_msg_md *c) { return 1; }
SEC("flow_dissector") int p18(struct __sk_buff *skb) { return 0; }
SEC("sk_reuseport") int p19(struct sk_reuseport_md *c) { return 1; }
SEC("sk_reuseport/migrate") int p20(struct sk_reuseport_md *c) { return 1; }
SEC("sk_lookup") int p21(struct bpf_sk_lookup *c) { return 1; }
