// expect: loads
// returns: test 10
#include "common.h"
#include <bpf/bpf_core_read.h>

struct list_head { struct list_head *next; };
struct list_head___wrong { int next; };
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_type_matches(struct list_head) * 10 + bpf_core_type_matches(struct list_head___wrong); }
