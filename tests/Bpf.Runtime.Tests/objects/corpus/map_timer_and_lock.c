// expect: loads
// returns: test 6
#include "common.h"
struct value { struct bpf_spin_lock lock; int x; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct value); } m SEC(".maps");
SEC("tc") int test(struct __sk_buff *skb) { int k = 0; struct value *v = bpf_map_lookup_elem(&m, &k); if (!v) return 0; bpf_spin_lock(&v->lock); v->x += 6; bpf_spin_unlock(&v->lock); return v->x; }
