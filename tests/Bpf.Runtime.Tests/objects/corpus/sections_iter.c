// expect: loads
#include "common.h"
SEC("iter/task") int p0(void *c) { return 0; }
SEC("iter/bpf_map") int p1(void *c) { return 0; }
SEC("iter.s/task") int p2(void *c) { return 0; }
