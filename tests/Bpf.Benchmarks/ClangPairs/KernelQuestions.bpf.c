#include "pairs.h"
#include <bpf/bpf_core_read.h>

struct task_struct { int pid; unsigned int __state; long state; } __attribute__((preserve_access_index));
enum bpf_map_type___pair { BPF_MAP_TYPE_RINGBUF___pair = 27 };
struct arguments { __u64 state; __u32 task_size, has_ring_buffer; __u64 ring_buffer; };

SEC("syscall")
int run(struct arguments *arguments)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	arguments->state = bpf_core_field_exists(task->__state) ? BPF_CORE_READ(task, __state) : BPF_CORE_READ(task, state);
	arguments->task_size = bpf_core_type_size(struct task_struct);
	arguments->has_ring_buffer = bpf_core_enum_value_exists(enum bpf_map_type___pair, BPF_MAP_TYPE_RINGBUF___pair);
	arguments->ring_buffer = bpf_core_enum_value(enum bpf_map_type___pair, BPF_MAP_TYPE_RINGBUF___pair);
	return 0;
}
