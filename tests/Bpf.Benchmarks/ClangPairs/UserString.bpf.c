#include "pairs.h"

struct opened { int process_id; int length; __u8 path[128]; };
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 262144); } events SEC(".maps");

SEC("uprobe")
int on_open(struct pt_regs *ctx)
{
	struct opened *record = bpf_ringbuf_reserve(&events, sizeof(*record), 0);
	long length;

	if (!record)
		return 0;
	record->process_id = bpf_get_current_pid_tgid() >> 32;
	length = bpf_probe_read_user_str(record->path, 128, (void *)ctx->di);
	if (length < 0) {
		bpf_ringbuf_discard(record, 0);
		return 0;
	}
	record->length = length;
	bpf_ringbuf_submit(record, 0);
	return 0;
}
