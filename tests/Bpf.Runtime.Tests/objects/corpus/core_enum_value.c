// expect: loads
// returns: test 27
#include "common.h"
#include <bpf/bpf_core_read.h>

enum bpf_map_type___mine { BPF_MAP_TYPE_RINGBUF___mine = 77 };
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_enum_value(enum bpf_map_type___mine, BPF_MAP_TYPE_RINGBUF___mine); }
