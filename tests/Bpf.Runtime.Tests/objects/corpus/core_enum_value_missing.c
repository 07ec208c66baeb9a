// expect: fails
// returns: test 0
#include "common.h"
#include <bpf/bpf_core_read.h>

enum bpf_map_type___mine { NOTHING_LIKE_IT___mine = 77 };
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_enum_value(enum bpf_map_type___mine, NOTHING_LIKE_IT___mine); }
