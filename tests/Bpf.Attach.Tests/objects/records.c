/* A program for "bpf attach": a hash map, a per-CPU array, a ring buffer, a perf event array, globals, and a cookie. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

enum parity { EVEN, ODD };

struct event {
	__u32 value;
	enum parity parity;
	char command[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} events SEC(".maps");

/* Keeps the type in the BTF. */
struct event *events__record;

/* Identified only by its size. */
struct sample {
	__u64 twice;
	__u8 low;
} __attribute__((packed));

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} samples SEC(".maps");

struct sample last_sample;

/* Declared by the map, because another struct has the same size. */
struct pair {
	__u32 first;
	__u32 second;
	__u64 rest[4];
};

struct decoy {
	__u64 wrong[5];
};

struct decoy decoy;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
	__type(value, struct pair);
} pairs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, enum parity);
	__type(value, __u64);
} calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __s32);
} per_cpu SEC(".maps");

__u64 hits;
__u64 cookie;

SEC("uprobe")
int on_call(struct pt_regs *ctx)
{
	int value = (int)PT_REGS_PARM1(ctx);
	enum parity parity = value & 1;
	__u64 one = 1, *count;
	__u32 zero = 0;
	__s32 *mine;
	struct event *event;

	__sync_fetch_and_add(&hits, 1);
	cookie = bpf_get_attach_cookie(ctx);
	count = bpf_map_lookup_elem(&calls, &parity);
	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(&calls, &parity, &one, BPF_ANY);
	mine = bpf_map_lookup_elem(&per_cpu, &zero);
	if (mine)
		*mine -= 1;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (event) {
		event->value = value;
		event->parity = parity;
		bpf_get_current_comm(event->command, sizeof(event->command));
		bpf_ringbuf_submit(event, 0);
	}
	struct pair pair = { value, value + 1 };
	bpf_ringbuf_output(&pairs, &pair, sizeof(pair), 0);
	last_sample.twice = value * 2;
	last_sample.low = value;
	struct sample sample = last_sample;
	bpf_perf_event_output(ctx, &samples, BPF_F_CURRENT_CPU, &sample, sizeof(sample));
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
