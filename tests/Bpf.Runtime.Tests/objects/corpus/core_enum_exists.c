// expect: loads
// returns: test 10
#include "common.h"
#include <bpf/bpf_core_read.h>

enum bpf_map_type___mine { BPF_MAP_TYPE_HASH___mine, NOTHING_LIKE_IT___mine };
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_enum_value_exists(enum bpf_map_type___mine, BPF_MAP_TYPE_HASH___mine) * 10 + bpf_core_enum_value_exists(enum bpf_map_type___mine, NOTHING_LIKE_IT___mine); }
