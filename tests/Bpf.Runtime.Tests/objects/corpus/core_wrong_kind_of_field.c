// expect: loads
// returns: test 3
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { struct { int x; } pid; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_field_exists(((struct task_struct *)0)->pid) + 3; }
