// expect: loads
// returns: test 6
#include "common.h"
extern const int bpf_prog_active __ksym __weak; extern const int no_such_variable __ksym __weak; extern const long runqueues __ksym __weak;
extern void bpf_rcu_read_lock(void) __ksym; extern void bpf_rcu_read_unlock(void) __ksym; extern int no_such_function(void) __ksym __weak;
SEC("tc") int test(struct __sk_buff *skb)
{
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	return (&no_such_variable == 0) * 2 + (no_such_function ? no_such_function() : 4);
}
