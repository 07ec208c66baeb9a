// expect: loads
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY); __uint(max_entries, 4); __type(key, __u32); __type(value, __u64); } m SEC(".maps");
SEC("sk_reuseport") int test(struct sk_reuseport_md *md) { __u32 k = 0; bpf_sk_select_reuseport(md, &m, &k, 0); return SK_PASS; }
