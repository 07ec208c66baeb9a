#include "packets.h"

struct bucket { struct bpf_spin_lock lock; __u64 nanoseconds, tokens; };
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bucket);
} buckets SEC(".maps");

const volatile __u64 bytes_per_second = 1 << 20;
const volatile __u64 burst = 1 << 20;
__u64 sent, refused;

SEC("cgroup_skb/egress")
int on_send(struct __sk_buff *skb)
{
	struct bucket *bucket;
	__u64 now, tokens;
	__u32 length, zero = 0;
	bool allowed = false;
	struct iphdr ip;

	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)) || ip.ihl < 5 || ip.version != 4 || bpf_ntohl(ip.daddr) >> 24 == 127)
		return 1;
	bucket = bpf_map_lookup_elem(&buckets, &zero);
	if (!bucket)
		return 1;
	length = skb->len;
	now = bpf_ktime_get_ns();
	bpf_spin_lock(&bucket->lock);
	tokens = bucket->tokens + (now - bucket->nanoseconds) / 1000 * bytes_per_second / 1000000;
	if (tokens > burst)
		tokens = burst;
	if (tokens >= length) {
		tokens -= length;
		allowed = true;
	}
	bucket->tokens = tokens;
	bucket->nanoseconds = now;
	bpf_spin_unlock(&bucket->lock);
	__sync_fetch_and_add(allowed ? &sent : &refused, 1);
	return allowed;
}
