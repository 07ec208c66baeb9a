// expect: loads
// returns: test 8
#include "common.h"
#include <bpf/bpf_core_read.h>

struct list_head___one { void *prev; } __attribute__((preserve_access_index));
struct list_head___two { void *gone; } __attribute__((preserve_access_index));
SEC("socket") int test(struct __sk_buff *skb) { return (long)&((struct list_head___one *)0)->prev + bpf_core_field_exists(((struct list_head___two *)0)->gone); }
