// expect: loads
#include "common.h"
struct bpf_nf_ctx;
SEC("netfilter") int p0(struct bpf_nf_ctx *c) { return 1; }
