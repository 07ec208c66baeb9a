// expect: loads
// returns: test 5
#include "common.h"
struct key { __u32 prefix; __u32 address; };
struct { __uint(type, BPF_MAP_TYPE_LPM_TRIE); __uint(max_entries, 8); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, struct key); __type(value, __u32); } m SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { struct key k = { 8, 10 }; __u32 v = 5, *f; bpf_map_update_elem(&m, &k, &v, 0); k.prefix = 32; k.address = 0x0203040a; f = bpf_map_lookup_elem(&m, &k); return f ? *f : 0; }
