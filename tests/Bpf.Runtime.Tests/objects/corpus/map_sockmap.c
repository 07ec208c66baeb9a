// expect: loads
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_SOCKMAP); __uint(max_entries, 4); __type(key, __u32); __type(value, __u64); } m SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_SOCKHASH); __uint(max_entries, 4); __type(key, __u32); __type(value, __u64); } h SEC(".maps");
SEC("sk_skb/stream_verdict") int test(struct __sk_buff *skb) { __u32 k = 0; return bpf_sk_redirect_map(skb, &m, 0, 0) + bpf_sk_redirect_hash(skb, &h, &k, 0); }
SEC("sk_msg") int message(struct sk_msg_md *msg) { return bpf_msg_redirect_map(msg, &m, 0, 0); }
