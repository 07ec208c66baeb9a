#include "pairs.h"

__u64 reads, writes, opens, others, bytes;

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	int operation = ctx->di;
	__u64 size = ctx->si;

	switch (operation) {
	case 0:
		__sync_fetch_and_add(&reads, 1);
		__sync_fetch_and_add(&bytes, size);
		break;
	case 1:
		__sync_fetch_and_add(&writes, 1);
		__sync_fetch_and_add(&bytes, size);
		break;
	case 2:
	case 257:
		__sync_fetch_and_add(&opens, 1);
		break;
	default:
		__sync_fetch_and_add(&others, 1);
		return 1;
	}
	return 0;
}
