#include "text.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, __u64);
} counts SEC(".maps");

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u64 hash = 5381, count = 0, *found;
	__u8 c;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 64 && (c = text[i]) != 0; i++)
		hash = (hash << 5) + hash + c;
	found = bpf_map_lookup_elem(&counts, &hash);
	if (found)
		count = *found;
	count++;
	bpf_map_update_elem(&counts, &hash, &count, BPF_ANY);
	return hash % 65521;
}
