// expect: loads
// returns: test 5
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { char comm[16]; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct task_struct *t = 0; return (long)&t->comm[5] - (long)&t->comm[0]; }
