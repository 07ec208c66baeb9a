// expect: loads
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_STACK_TRACE); __uint(key_size, 4); __uint(value_size, 127 * 8); __uint(max_entries, 16); } m SEC(".maps");
SEC("raw_tp/sys_enter") int test(void *ctx) { bpf_get_stackid(ctx, &m, 0); return 0; }
