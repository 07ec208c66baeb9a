// expect: fails
// returns: test 0
#include "common.h"
#include <bpf/bpf_core_read.h>

struct no_such_struct_anywhere { int gone; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { struct no_such_struct_anywhere *t = 0; return (long)&t->gone; }
