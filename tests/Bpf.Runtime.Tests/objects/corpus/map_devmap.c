// expect: loads
// returns: test 2
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_DEVMAP); __uint(max_entries, 4); __type(key, __u32); __type(value, struct bpf_devmap_val); } d SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_DEVMAP_HASH); __uint(max_entries, 4); __type(key, __u32); __type(value, __u32); } h SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_CPUMAP); __uint(max_entries, 2); __type(key, __u32); __type(value, struct bpf_cpumap_val); } c SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_XSKMAP); __uint(max_entries, 2); __type(key, __u32); __type(value, __u32); } x SEC(".maps");
SEC("xdp") int test(struct xdp_md *ctx) { return bpf_redirect_map(&d, 0, XDP_PASS) + bpf_redirect_map(&h, 0, 0) + bpf_redirect_map(&c, 0, 0) + bpf_redirect_map(&x, 0, 0); }
