#include "pairs.h"

struct sample { __u64 nanoseconds; int process_id, thread_id; __u32 cpu; char command[16]; };
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 1 << 20); } samples SEC(".maps");
const volatile __u32 every_nth = 16;
__u32 counter;
__u64 dropped;

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	__u32 number = __sync_fetch_and_add(&counter, 1) + 1;
	struct sample *sample;

	if (number % every_nth != 0)
		return 0;
	sample = bpf_ringbuf_reserve(&samples, sizeof(*sample), 0);
	if (!sample) {
		__sync_fetch_and_add(&dropped, 1);
		return 0;
	}
	sample->nanoseconds = bpf_ktime_get_ns();
	sample->process_id = bpf_get_current_pid_tgid() >> 32;
	sample->thread_id = bpf_get_current_pid_tgid();
	sample->cpu = bpf_get_smp_processor_id();
	bpf_get_current_comm(sample->command, 16);
	bpf_ringbuf_submit(sample, 0);
	return 0;
}
