// expect: loads
// returns: exchange 1
// A pointer to a kernel object in a static variable.
#include "common.h"

#define __kptr __attribute__((btf_type_tag("kptr")))

struct task_struct {
	int pid;
} __attribute__((preserve_access_index));

extern void bpf_task_release(struct task_struct *task) __ksym;

static struct task_struct __kptr *kept;

SEC("tc")
int exchange(struct __sk_buff *skb)
{
	struct task_struct *old = bpf_kptr_xchg(&kept, (struct task_struct *)0);

	if (old)
		bpf_task_release(old);

	return old == 0;
}
