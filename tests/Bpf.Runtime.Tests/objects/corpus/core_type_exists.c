// expect: loads
// returns: test 49
#include "common.h"
#include <bpf/bpf_core_read.h>

struct task_struct { int pid; };
struct no_such_struct_anywhere { int x; };
union no_such_union_anywhere { int x; };
typedef int no_such_typedef_anywhere;
typedef unsigned int gfp_t;
enum bpf_map_type___mine { X___mine };
SEC("socket") int test(struct __sk_buff *skb) { return bpf_core_type_exists(struct task_struct) + 2 * bpf_core_type_exists(struct no_such_struct_anywhere) + 4 * bpf_core_type_exists(union no_such_union_anywhere) + 8 * bpf_core_type_exists(no_such_typedef_anywhere) + 16 * bpf_core_type_exists(gfp_t) + 32 * bpf_core_type_exists(enum bpf_map_type___mine); }
