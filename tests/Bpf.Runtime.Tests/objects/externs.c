#include "common.h"
#include <stdbool.h>

#ifndef __ksym
#define __ksym __attribute__((section(".ksyms")))
#endif

extern int LINUX_KERNEL_VERSION __kconfig;
extern bool LINUX_HAS_BPF_COOKIE __kconfig __weak;
extern int LINUX_SOMETHING_UNKNOWN __kconfig __weak;
extern enum libbpf_tristate CONFIG_BPF __kconfig;
extern bool CONFIG_KALLSYMS __kconfig;
extern char CONFIG_DEFAULT_HOSTNAME[8] __kconfig __weak;
extern unsigned long CONFIG_HZ __kconfig;
extern int CONFIG_NOT_THERE __kconfig __weak;
extern unsigned short CONFIG_GIVEN __kconfig __weak;

extern const void bpf_prog_put __ksym;
extern const void no_such_symbol_at_all __ksym __weak;
extern const int no_such_percpu __ksym __weak;

struct cpumask;
struct bpf_cpumask;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern void bpf_no_such_function(int x) __ksym __weak;

__u64 version, cookie, unknown, bpf, kallsyms, hz, absent, given, address, no_address, has_function, has_loops;
char host[8];

SEC("socket")
int read_externs(struct __sk_buff *skb)
{
	version = LINUX_KERNEL_VERSION;
	cookie = LINUX_HAS_BPF_COOKIE;
	unknown = LINUX_SOMETHING_UNKNOWN;
	bpf = CONFIG_BPF;
	kallsyms = CONFIG_KALLSYMS;
	hz = CONFIG_HZ;
	absent = CONFIG_NOT_THERE;
	given = CONFIG_GIVEN;
	host[0] = CONFIG_DEFAULT_HOSTNAME[0];
	host[1] = CONFIG_DEFAULT_HOSTNAME[1];
	address = (__u64)&bpf_prog_put;
	no_address = (__u64)&no_such_symbol_at_all;
	has_loops = 1;
	if (&no_such_percpu)
		has_loops = 7;
	if (bpf_no_such_function) {
		has_function = 1;
		bpf_no_such_function(3);
	} else {
		has_function = 2;
	}
	return 1;
}

SEC("?tp_btf/sys_enter")
int calls_kernel(void *ctx)
{
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	return 0;
}
