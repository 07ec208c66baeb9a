// expect: loads
// libbpf: fails: 1.4 does not know the session sections
#include "common.h"
SEC("uprobe.multi") int p0(void *c) { return 0; }
SEC("uretprobe.multi") int p1(void *c) { return 0; }
SEC("uprobe.multi.s") int p2(void *c) { return 0; }
SEC("uprobe.session") int p3(void *c) { return 0; }
SEC("uprobe.session.s") int p4(void *c) { return 0; }
SEC("kprobe.session/bpf_*") int p5(void *c) { return 0; }
SEC("usdt.s") int p6(void *c) { return 0; }
