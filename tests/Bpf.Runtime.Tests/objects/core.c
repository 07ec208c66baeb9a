#include "common.h"
#include <bpf/bpf_core_read.h>

/* Kernel types with reordered members, some of them invented. */
struct mm_struct___mine {
	unsigned long invented;
	int count_nothing;
} __attribute__((preserve_access_index));

struct sk_buff {
	int not_there;
	unsigned int len;
	unsigned char pkt_type:3;
	void *dev;
} __attribute__((preserve_access_index));

struct task_struct {
	int pid;
	int tgid;
	char comm[16];
	struct mm_struct___mine *mm;
} __attribute__((preserve_access_index));

struct task_struct___other {
	long tgid;
	int no_such_member;
} __attribute__((preserve_access_index));

struct no_such_struct {
	int x;
} __attribute__((preserve_access_index));

enum bpf_map_type___local {
	BPF_MAP_TYPE_RINGBUF___local = 999,
	BPF_MAP_TYPE_NOT_THERE___local = 998,
};

typedef unsigned long long pgoff_t___none;

__u32 pid_offset, comm_offset, comm_size, tgid_size, tgid_signed, has_pid, has_nothing, has_struct, has_task, task_size, ringbuf, has_enumerator,
	lacks_enumerator, local_id, target_id, type_matches, lacks_type, pkt_shift, second_comm;

SEC("socket")
int questions(struct __sk_buff *skb)
{
	struct task_struct *task = 0;

	pid_offset = (__u64)&task->pid;
	comm_offset = (__u64)&task->comm;
	second_comm = (__u64)&task->comm[2];
	comm_size = bpf_core_field_size(task->comm);
	tgid_size = bpf_core_field_size(task->tgid);
	tgid_signed = __builtin_preserve_field_info(task->tgid, BPF_FIELD_SIGNED);
	has_pid = bpf_core_field_exists(task->pid);
	has_nothing = bpf_core_field_exists(((struct task_struct___other *)0)->no_such_member) + 1;
	has_struct = bpf_core_type_exists(struct no_such_struct) + 1;
	has_task = bpf_core_type_exists(struct task_struct);
	task_size = bpf_core_type_size(struct task_struct);
	ringbuf = bpf_core_enum_value(enum bpf_map_type___local, BPF_MAP_TYPE_RINGBUF___local);
	has_enumerator = bpf_core_enum_value_exists(enum bpf_map_type___local, BPF_MAP_TYPE_RINGBUF___local);
	lacks_enumerator = bpf_core_enum_value_exists(enum bpf_map_type___local, BPF_MAP_TYPE_NOT_THERE___local) + 1;
	local_id = bpf_core_type_id_local(struct task_struct);
	target_id = bpf_core_type_id_kernel(struct task_struct);
	type_matches = bpf_core_type_matches(struct task_struct) + 1;
	pkt_shift = __builtin_preserve_field_info(((struct sk_buff *)0)->pkt_type, BPF_FIELD_RSHIFT_U64);
	return 1;
}

SEC("socket")
int guarded(struct __sk_buff *skb)
{
	struct task_struct___other *task = 0;

	if (bpf_core_field_exists(task->no_such_member))
		return BPF_CORE_READ(task, no_such_member);
	return 5;
}

SEC("?raw_tp/sys_enter")
int reads_task(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	return BPF_CORE_READ(task, tgid) == (int)(bpf_get_current_pid_tgid() >> 32);
}

SEC("?raw_tp/sys_enter")
int unguarded(void *ctx)
{
	struct task_struct___other *task = (void *)bpf_get_current_task();

	return BPF_CORE_READ(task, no_such_member);
}
