// expect: loads
// returns: test 5
#include "common.h"
extern void bpf_rcu_read_lock(void) __ksym; extern void bpf_rcu_read_unlock(void) __ksym; extern void bpf_gone(void) __ksym __weak;
SEC("tc") int test(struct __sk_buff *skb) { if (bpf_gone) bpf_gone(); bpf_rcu_read_lock(); bpf_rcu_read_unlock(); return 5; }
