// expect: loads
// returns: test 1
#include "common.h"
extern const void bpf_prog_put __ksym; extern const void no_such_symbol __ksym __weak;
SEC("socket") int test(struct __sk_buff *skb) { return (&bpf_prog_put != 0) + 2 * (&no_such_symbol != 0); }
