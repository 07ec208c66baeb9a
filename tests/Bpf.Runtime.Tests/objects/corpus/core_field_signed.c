// expect: loads
// returns: test 10
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { int pid; unsigned int flags; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct task_struct *t = 0; return __builtin_preserve_field_info(t->pid, BPF_FIELD_SIGNED) * 10 + __builtin_preserve_field_info(t->flags, BPF_FIELD_SIGNED); }
