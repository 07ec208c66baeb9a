// expect: either: probes of kernel functions depend on the kernel's configuration
#include "common.h"
SEC("kretprobe.multi/bpf_*") int p0(void *c) { return 0; }
SEC("uretprobe.multi.s") int p1(void *c) { return 0; }
SEC("sk_skb/verdict") int p2(struct __sk_buff *skb) { return 1; }
SEC("raw_tracepoint.w/nbd_send_request") int p3(void *c) { return 0; }
