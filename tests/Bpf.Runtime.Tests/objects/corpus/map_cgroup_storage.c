// expect: loads
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_CGROUP_STORAGE); __type(key, struct bpf_cgroup_storage_key); __type(value, __u64); } c SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE); __type(key, struct bpf_cgroup_storage_key); __type(value, __u64); } p SEC(".maps");
SEC("cgroup_skb/egress") int test(struct __sk_buff *skb) { __u64 *v = bpf_get_local_storage(&c, 0); *v += 1; return 1; }
