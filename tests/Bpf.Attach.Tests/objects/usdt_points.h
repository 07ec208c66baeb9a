/* The program's half of the USDT protocol, in both layouts that loaders must support (INDEXED selects the newer). */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>

struct argument {
	__u64 offset;
#ifdef INDEXED
	__u8 kind;
	__u16 index_and_scale;
	__u8 reserved;
	__s16 reg;
	_Bool is_signed;
#else
	__u32 kind;
	__s16 reg;
	_Bool is_signed;
#endif
	char shift;
};

struct specification {
	struct argument arguments[12];
	__u64 cookie;
	__s16 count;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 5);
	__type(key, int);
	__type(value, struct specification);
} __bpf_usdt_specs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, long);
	__type(value, __u32);
} __bpf_usdt_ip_to_spec_id SEC(".maps");

static __always_inline __u64 load(void *context, int offset)
{
	__u64 value = 0;

	bpf_probe_read_kernel(&value, sizeof(value), context + offset);
	return value;
}

static __always_inline long read_argument(void *context, struct specification *specification, int i)
{
	struct argument *argument = &specification->arguments[i];
	__u64 value = argument->offset;

	if (argument->kind != 0)
		value = load(context, argument->reg);
	if (argument->kind >= 2) {
		__u64 address = value + argument->offset;
#ifdef INDEXED
		if (argument->kind == 3)
			address += load(context, argument->index_and_scale & 0xFFF) << (argument->index_and_scale >> 12);
#endif
		value = 0;
		bpf_probe_read_user(&value, sizeof(value), (void *)address);
	}
	value <<= argument->shift;
	return argument->is_signed ? (long)value >> argument->shift : (long)(value >> argument->shift);
}
