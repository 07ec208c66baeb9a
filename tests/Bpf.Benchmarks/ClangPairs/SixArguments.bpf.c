#include "pairs.h"

struct call { __s64 a; __u32 b; __s16 c; __u8 d; __u64 e; __s64 f; };
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 65536); } calls SEC(".maps");

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	struct call *call = bpf_ringbuf_reserve(&calls, sizeof(*call), 0);

	if (call) {
		call->a = ctx->di;
		call->b = ctx->si;
		call->c = ctx->dx;
		call->d = ctx->cx;
		call->e = ctx->r8;
		call->f = ctx->r9;
		bpf_ringbuf_submit(call, 0);
	}
	return 0;
}
