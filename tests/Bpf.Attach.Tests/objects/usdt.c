#include "usdt_points.h"

char LICENSE[] SEC("license") = "GPL";

__u64 hits, cookie, count;
__s64 values[8], sums[8];

SEC("usdt")
int on_point(void *context)
{
	int id = (int)bpf_get_attach_cookie(context);
	struct specification *specification = bpf_map_lookup_elem(&__bpf_usdt_specs, &id);

	if (!specification)
		return 0;
	__sync_fetch_and_add(&hits, 1);
	cookie = specification->cookie;
	count = specification->count;
	for (int i = 0; i < 5; i++) {
		values[i] = i < specification->count ? read_argument(context, specification, i) : 0;
		__sync_fetch_and_add(&sums[i], values[i]);
	}
	return 0;
}
