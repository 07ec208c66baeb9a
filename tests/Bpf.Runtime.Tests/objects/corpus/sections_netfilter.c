// expect: loads
// libbpf: fails: 1.1 does not know this section
#include "common.h"
struct bpf_nf_ctx;
SEC("netfilter") int p0(struct bpf_nf_ctx *c) { return 1; }
