/* Maps for "bpf attach" that are not tables of values: queues, stacks, stack traces, maps of maps. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct call {
	__u32 number;
	__s32 argument;
};

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 16);
	__type(value, struct call);
} calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 16);
	__type(value, __s32);
} arguments SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(key_size, 4);
	__uint(value_size, 16 * sizeof(__u64));
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(map_flags, BPF_F_STACK_BUILD_ID);
	__uint(key_size, 4);
	__uint(value_size, 16 * sizeof(struct bpf_stack_build_id));
} build_ids SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} first SEC(".maps"), second SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} slots SEC(".maps") = { .values = { [1] = &first, [3] = &second } };

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} table SEC(".maps") = { .values = { [2] = &second } };

#ifdef PINNED
struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 16);
	__type(value, __u32);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} PINNED SEC(".maps");
#endif

__u32 number;

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	struct call call = { .number = number++, .argument = (int)PT_REGS_PARM1(ctx) };

	bpf_map_push_elem(&calls, &call, BPF_ANY);
	bpf_map_push_elem(&arguments, &call.argument, BPF_ANY);
	bpf_get_stackid(ctx, &stacks, BPF_F_USER_STACK);
	bpf_get_stackid(ctx, &build_ids, BPF_F_USER_STACK);
#ifdef PINNED
	bpf_map_push_elem(&PINNED, &call.number, BPF_ANY);
#endif
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
