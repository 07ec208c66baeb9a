#include "common.h"

/* Another order and fewer members than the kernel's, and one that does not exist but is not set. */
struct tcp_congestion_ops___mine {
	char name[16];
	__u32 (*ssthresh)(void *sk);
	__u32 (*undo_cwnd)(void *sk);
	void (*cong_avoid)(void *sk, __u32 ack, __u32 acked);
	void (*not_in_any_kernel)(void);
};

SEC("struct_ops") __u32 ssthresh(unsigned long long *ctx)
{
	return 2;
}

SEC("struct_ops") __u32 undo_cwnd(unsigned long long *ctx)
{
	return 3;
}

SEC("struct_ops/cong_avoid") void cong_avoid(unsigned long long *ctx)
{
}

SEC("struct_ops") __u32 other_ssthresh(unsigned long long *ctx)
{
	return 4;
}

SEC(".struct_ops.link") struct tcp_congestion_ops___mine linked = {
	.ssthresh = (void *)ssthresh,
	.undo_cwnd = (void *)undo_cwnd,
	.cong_avoid = (void *)cong_avoid,
	.name = "bpf_test_linked",
};

SEC("?.struct_ops") struct tcp_congestion_ops___mine optional = {
	.ssthresh = (void *)other_ssthresh,
	.undo_cwnd = (void *)undo_cwnd,
	.cong_avoid = (void *)cong_avoid,
	.name = "bpf_test_plain",
};
