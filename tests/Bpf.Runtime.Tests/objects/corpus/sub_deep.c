// expect: loads
// returns: test 22
#include "common.h"
#define CPU (bpf_get_smp_processor_id() > 10000)
static __attribute__((noinline)) int f5(int x) { return x + 1 + CPU; }
static __attribute__((noinline)) int f4(int x) { return f5(x) + f5(x + 1) + CPU; }
static __attribute__((noinline)) int f3(int x) { return f4(x) + f5(x) + CPU; }
static __attribute__((noinline)) int f2(int x) { return f3(x) + f4(x) + CPU; }
SEC("socket") int test(struct __sk_buff *skb) { return f2(1) + f3(2); }
