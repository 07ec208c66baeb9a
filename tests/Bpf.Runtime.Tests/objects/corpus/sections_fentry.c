// expect: either: depends on the kernel's configuration
#include "common.h"
SEC("fentry/bpf_prog_put") int p0(void *c) { return 0; }
SEC("fexit/bpf_prog_put") int p1(void *c) { return 0; }
SEC("fentry.s/bpf_prog_put") int p2(void *c) { return 0; }
