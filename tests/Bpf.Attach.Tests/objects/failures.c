/* Everything that an object can contain: each part is a system call of the loader that may fail. */
#include "usdt_points.h"
#include <bpf/bpf_tracing.h>

#define private(name) SEC(".data." #name) __attribute__((visibility("hidden"))) __attribute__((aligned(8)))

char LICENSE[] SEC("license") = "GPL";

const volatile int step = 1;
__u64 hits, points;
int limit = 1000;
private(A) struct bpf_spin_lock lock;
private(A) char pad[12000];
private(A) int counter;

extern int LINUX_KERNEL_VERSION __kconfig;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, int);
	__type(value, __u64);
} pinned SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 16);
	__type(key, int);
	__type(value, __u64);
} shared SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, __u64);
} each SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} commands SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} samples SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int);
} first SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 2);
	__type(key, int);
	__array(values, struct inner);
} outer SEC(".maps") = { .values = { &first } };

int leap(struct __sk_buff *skb);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__array(values, int(struct __sk_buff *));
} tails SEC(".maps") = { .values = { [1] = &leap } };

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, long);
} storage SEC(".maps");

SEC("tc")
int leap(struct __sk_buff *skb)
{
	return LINUX_KERNEL_VERSION != 0;
}

SEC("tc")
int count(struct __sk_buff *skb)
{
	int zero = 0;
	__u64 *value = bpf_map_lookup_elem(&shared, &zero);

	if (value)
		*value += step;
	bpf_spin_lock(&lock);
	if (counter < limit)
		counter++;
	pad[counter & 1023] = 1;
	bpf_spin_unlock(&lock);
	bpf_map_update_elem(&pinned, &zero, &hits, BPF_ANY);
	bpf_ringbuf_output(&ring, &hits, sizeof(hits), 0);
	bpf_tail_call(skb, &tails, 1);
	return 0;
}

SEC("uprobe")
int on_entry(struct pt_regs *context)
{
	__sync_fetch_and_add(&hits, 1);
	bpf_perf_event_output(context, &samples, BPF_F_CURRENT_CPU, &hits, sizeof(hits));
	return 0;
}

SEC("uprobe")
int on_single(struct pt_regs *context)
{
	return 0;
}

SEC("usdt")
int on_point(void *context)
{
	int id = (int)bpf_get_attach_cookie(context);
	struct specification *specification = bpf_map_lookup_elem(&__bpf_usdt_specs, &id);

	if (specification)
		points += read_argument(context, specification, 0);
	return 0;
}

SEC("tracepoint/sched/sched_process_exec")
int on_exec(void *context)
{
	return 0;
}

SEC("raw_tp/sched_process_fork")
int on_fork(void *context)
{
	return 0;
}

SEC("tp_btf/task_rename")
int on_rename(__u64 *context)
{
	return 0;
}
