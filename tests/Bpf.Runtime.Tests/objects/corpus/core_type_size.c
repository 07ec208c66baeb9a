// expect: loads
// returns: test 16
#include "common.h"
#include <bpf/bpf_core_read.h>

struct list_head { void *next; };
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_type_size(struct list_head); }
