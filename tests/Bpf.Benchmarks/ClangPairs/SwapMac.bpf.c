#include "pairs.h"

struct addresses { __u16 destination0, destination1, destination2, source0, source1, source2; };
#define SWAP(a, b) do { __u16 t = (a); (a) = (b); (b) = t; } while (0)

SEC("xdp")
int on_packet(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct addresses *a = data;

	if ((void *)(a + 1) > end)
		return XDP_DROP;
	SWAP(a->destination0, a->source0);
	SWAP(a->destination1, a->source1);
	SWAP(a->destination2, a->source2);
	return XDP_TX;
}
