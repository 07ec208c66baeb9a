// expect: loads
#include "common.h"
SEC("tcx/ingress") int p0(struct __sk_buff *skb) { return 0; }
SEC("tcx/egress") int p1(struct __sk_buff *skb) { return 0; }
SEC("tc/ingress") int p2(struct __sk_buff *skb) { return 0; }
SEC("tc/egress") int p3(struct __sk_buff *skb) { return 0; }
SEC("netkit/primary") int p4(struct __sk_buff *skb) { return 0; }
SEC("netkit/peer") int p5(struct __sk_buff *skb) { return 0; }
