// expect: loads
// returns: test 8
#include "common.h"
#include <bpf/bpf_core_read.h>

struct list_head { void *next, *prev; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct list_head *l = 0; return (long)&l->prev; }
