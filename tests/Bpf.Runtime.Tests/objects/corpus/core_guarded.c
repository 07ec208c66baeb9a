// expect: loads
// returns: test 4
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { int gone; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct task_struct *t = 0; if (bpf_core_field_exists(t->gone)) return (long)&t->gone; return 4; }
