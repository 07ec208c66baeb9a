// expect: loads
// returns: test 1
#include "common.h"
#include <bpf/bpf_core_read.h>

struct mine { int a; };
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_type_id_local(struct mine) != 0; }
