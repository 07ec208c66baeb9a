// expect: loads
// returns: test 2
#include "common.h"
SEC("tc") int test(struct __sk_buff *skb) { __u64 now = bpf_ktime_get_ns(); return (now > 0) + (bpf_get_prandom_u32() >= 0) + (bpf_get_current_pid_tgid() > 0 ? 0 : 0); }
