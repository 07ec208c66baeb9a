// expect: loads
#include "common.h"
SEC("uprobe") int p0(void *c) { return 0; }
SEC("uretprobe") int p1(void *c) { return 0; }
SEC("uprobe.s") int p2(void *c) { return 0; }
SEC("uretprobe.s") int p3(void *c) { return 0; }
SEC("uprobe//bin/true:main") int p4(void *c) { return 0; }
SEC("kprobe") int p5(void *c) { return 0; }
SEC("kretprobe") int p6(void *c) { return 0; }
SEC("kprobe/do_nanosleep") int p7(void *c) { return 0; }
SEC("ksyscall/nanosleep") int p8(void *c) { return 0; }
SEC("kretsyscall/nanosleep") int p9(void *c) { return 0; }
SEC("usdt") int p10(void *c) { return 0; }
SEC("kprobe.multi/bpf_*") int p11(void *c) { return 0; }
