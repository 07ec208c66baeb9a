// expect: loads
// libbpf: fails: no released libbpf knows these sections
#include "common.h"
SEC("uretprobe.single.s") int p0(void *c) { return 0; }
SEC("kretprobe.single/bpf_prog_put") int p1(void *c) { return 0; }
