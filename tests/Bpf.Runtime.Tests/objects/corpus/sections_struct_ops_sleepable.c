// expect: either: the kernel may allow no sleepable function in the table
#include "common.h"
struct tcp_congestion_ops { char name[16]; __u32 (*ssthresh)(void *sk); __u32 (*undo_cwnd)(void *sk); void (*cong_avoid)(void *sk, __u32 ack, __u32 acked); };
SEC("struct_ops.s") __u32 ssthresh(unsigned long long *ctx) { return 2; }
SEC("struct_ops") __u32 undo_cwnd(unsigned long long *ctx) { return 3; }
SEC("struct_ops") void cong_avoid(unsigned long long *ctx) { }
SEC(".struct_ops") struct tcp_congestion_ops table = { .ssthresh = (void *)ssthresh, .undo_cwnd = (void *)undo_cwnd, .cong_avoid = (void *)cong_avoid, .name = "bpf_sleepable" };
