// expect: loads
// returns: test 10
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { int pid; int nothing_like_this; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct task_struct *t = 0; return bpf_core_field_exists(t->pid) * 10 + bpf_core_field_exists(t->nothing_like_this); }
