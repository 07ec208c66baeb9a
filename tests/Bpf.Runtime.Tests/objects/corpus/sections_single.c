// expect: loads
// libbpf: fails: no released libbpf knows these sections
#include "common.h"
SEC("uprobe.single") int p0(void *c) { return 0; }
SEC("uretprobe.single") int p1(void *c) { return 0; }
SEC("kprobe.single/do_nanosleep") int p2(void *c) { return 0; }
SEC("uprobe.single.s") int p3(void *c) { return 0; }
