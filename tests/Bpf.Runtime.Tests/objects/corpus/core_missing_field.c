// expect: fails
// returns: test 0
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { int gone; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct task_struct *t = 0; return (long)&t->gone; }
