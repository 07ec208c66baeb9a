// expect: loads
// returns: test 2
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_USER_RINGBUF); __uint(max_entries, 4096); } r SEC(".maps");
static long each(struct bpf_dynptr *d, void *c) { return 0; }
SEC("socket") int test(struct __sk_buff *skb) { return bpf_user_ringbuf_drain(&r, each, 0, 0) + 2; }
