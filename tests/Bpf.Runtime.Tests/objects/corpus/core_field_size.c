// expect: loads
// returns: test 16
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { char comm[1]; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_field_size(((struct task_struct *)0)->comm); }
