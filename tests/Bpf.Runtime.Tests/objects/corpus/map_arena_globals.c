// expect: loads
// returns: test 47
#include "common.h"
#define __arena __attribute__((address_space(1)))
struct { __uint(type, 33); __uint(map_flags, BPF_F_MMAPABLE); __uint(max_entries, 4); } arena SEC(".maps");
int __arena first SEC(".addr_space.1") = 42;
int __arena second SEC(".addr_space.1") = 5;
SEC("socket") int test(struct __sk_buff *skb) { void *used = &arena; asm volatile("" : "+r"(used)); return first + second; }
