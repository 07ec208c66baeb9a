// expect: loads
// returns: test 10
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { int pid; };
struct no_such_struct_anywhere { int x; };
SEC("socket") int test(struct __sk_buff *skb) { return (bpf_core_type_id_kernel(struct task_struct) != 0) * 10 + (bpf_core_type_id_kernel(struct no_such_struct_anywhere) != 0); }
