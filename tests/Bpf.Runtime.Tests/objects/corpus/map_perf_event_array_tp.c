// expect: loads
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } m SEC(".maps");
SEC("raw_tp/sys_enter") int test(void *ctx) { __u32 v = 1; bpf_perf_event_output(ctx, &m, BPF_F_CURRENT_CPU, &v, 4); return 0; }
