// expect: loads
// returns: test 8
#include "common.h"
#include <bpf/bpf_core_read.h>

struct inner { void *next, *prev; } __attribute__((preserve_access_index));
struct task_struct { struct list_head { void *next, *prev; } tasks; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct task_struct *t = 0; return (long)&t->tasks.prev - (long)&t->tasks.next; }
