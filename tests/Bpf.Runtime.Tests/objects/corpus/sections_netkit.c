// expect: loads
#include "common.h"
SEC("netkit/primary") int p0(struct __sk_buff *skb) { return 0; }
SEC("netkit/peer") int p1(struct __sk_buff *skb) { return 0; }
