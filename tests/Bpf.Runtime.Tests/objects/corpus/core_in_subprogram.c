// expect: loads
// returns: test 8
#include "common.h"
#include <bpf/bpf_core_read.h>

struct list_head { void *next, *prev; } __attribute__((preserve_access_index));
static __attribute__((noinline)) long offset(struct list_head *l) { return (long)&l->prev + (bpf_get_smp_processor_id() > 10000); }
SEC("socket") int test(struct __sk_buff *skb) { return offset(0); }
SEC("socket") int second(struct __sk_buff *skb) { return offset(0) + 1; }
