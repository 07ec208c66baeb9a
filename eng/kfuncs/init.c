// Process 1 of a guest: prints which kinds of programs may call each kernel function that is marked as a kfunc, and each in /kfuncs, one name a line.
//   F ID                the BTF id of a function
//   K NAME ID KIND...   a function; the kinds, of which one with ! has to be sleepable
// A program that calls the function with arguments that it never set is refused in any case; the verifier's reason tells whether it was for the call.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <unistd.h>

#define STRUCT_OPS_TYPE 27
#define DECL_TAG 17
#define SLEEPABLE (1u << 4)

// Set by hand: headers of old systems do not have the newest.
struct load {
    unsigned type, count;
    unsigned long long code, license;
    unsigned log_level, log_size;
    unsigned long long log;
    unsigned version, flags;
    char name[16];
    unsigned device, attach_type, btf, record_size;
    unsigned long long records;
    unsigned record_count, line_size;
    unsigned long long lines;
    unsigned line_count, target;
};

struct kind {
    const char *name;
    unsigned type, attach_type;
    const char *target;
    int target_kind;
};

static const struct kind kinds[] = {
    { "SOCKET_FILTER", 1 }, { "KPROBE", 2 }, { "SCHED_CLS", 3 }, { "SCHED_ACT", 4 }, { "TRACEPOINT", 5 }, { "XDP", 6 }, { "PERF_EVENT", 7 },
    { "CGROUP_SKB", 8 }, { "CGROUP_SOCK", 9, 2 }, { "LWT_IN", 10 }, { "LWT_OUT", 11 }, { "LWT_XMIT", 12 }, { "SOCK_OPS", 13, 3 }, { "SK_SKB", 14 },
    { "CGROUP_DEVICE", 15, 6 }, { "SK_MSG", 16, 7 }, { "RAW_TRACEPOINT", 17 }, { "CGROUP_SOCK_ADDR", 18, 10 }, { "LWT_SEG6LOCAL", 19 },
    { "SK_REUSEPORT", 21, 34 }, { "FLOW_DISSECTOR", 22, 17 }, { "CGROUP_SYSCTL", 23, 18 }, { "CGROUP_SOCKOPT", 25, 21 }, { "SK_LOOKUP", 30, 36 },
    { "SYSCALL", 31 }, { "NETFILTER", 32, 45 },
    { "TRACE_RAW_TP", 26, 23, "btf_trace_sched_switch", BTF_KIND_TYPEDEF }, { "TRACE_FENTRY", 26, 24, "vfs_read", BTF_KIND_FUNC },
    { "TRACE_FEXIT", 26, 25, "vfs_read", BTF_KIND_FUNC }, { "TRACE_ITER", 26, 28, "bpf_iter_task", BTF_KIND_FUNC },
    { "MODIFY_RETURN", 26, 26, "security_file_open", BTF_KIND_FUNC }, { "LSM_MAC", 29, 27, "bpf_lsm_file_open", BTF_KIND_FUNC },
    { "LSM_CGROUP", 29, 43, "bpf_lsm_socket_bind", BTF_KIND_FUNC },
    { "STRUCT_OPS:tcp_congestion_ops", STRUCT_OPS_TYPE, 0, "tcp_congestion_ops", BTF_KIND_STRUCT },
    { "STRUCT_OPS:sched_ext_ops", STRUCT_OPS_TYPE, 0, "sched_ext_ops", BTF_KIND_STRUCT },
    { "STRUCT_OPS:Qdisc_ops", STRUCT_OPS_TYPE, 0, "Qdisc_ops", BTF_KIND_STRUCT },
    { "STRUCT_OPS:hid_bpf_ops", STRUCT_OPS_TYPE, 0, "hid_bpf_ops", BTF_KIND_STRUCT },
};

static const char *strings;
static const struct btf_type **types;
static unsigned count;

static size_t extra(const struct btf_type *type)
{
    unsigned members = BTF_INFO_VLEN(type->info);
    switch (BTF_INFO_KIND(type->info)) {
    case BTF_KIND_INT: case 14: case 17: return 4;
    case BTF_KIND_ARRAY: return 12;
    case BTF_KIND_STRUCT: case BTF_KIND_UNION: case 15: case 19: return 12 * members;
    case BTF_KIND_ENUM: case 13: return 8 * members;
    default: return 0;
    }
}

static void read_types(void)
{
    static unsigned char data[64 << 20];
    int descriptor = open("/sys/kernel/btf/vmlinux", O_RDONLY);
    size_t size = 0;
    for (ssize_t part; (part = read(descriptor, data + size, sizeof data - size)) > 0;)
        size += part;
    const struct btf_header *header = (void *)data;
    strings = (char *)data + header->hdr_len + header->str_off;
    types = calloc(1 << 20, sizeof *types);
    const unsigned char *next = data + header->hdr_len + header->type_off, *end = next + header->type_len;
    for (count = 1; next < end; count++) {
        types[count] = (void *)next;
        next += sizeof(struct btf_type) + extra(types[count]);
    }
}

static unsigned find(const char *name, unsigned kind)
{
    for (unsigned i = 1; i < count; i++)
        if (BTF_INFO_KIND(types[i]->info) == kind && !strcmp(strings + types[i]->name_off, name))
            return i;
    return 0;
}

static char log[1 << 16];

static int load(const struct kind *kind, unsigned target, unsigned member, unsigned function, unsigned flags)
{
    struct bpf_insn code[] = {
        { .code = BPF_JMP | BPF_CALL, .src_reg = 2 /* BPF_PSEUDO_KFUNC_CALL */, .imm = function },
        { .code = BPF_ALU64 | BPF_MOV | BPF_K },
        { .code = BPF_JMP | BPF_EXIT },
    };
    struct load attribute = { .type = kind->type, .count = 3, .code = (unsigned long)code, .license = (unsigned long)"GPL", .log_level = 1,
        .log_size = sizeof log, .log = (unsigned long)log, .flags = flags, .attach_type = member ? member - 1 : kind->attach_type, .target = target };
    log[0] = 0;
    return syscall(SYS_bpf, BPF_PROG_LOAD, &attribute, sizeof attribute);
}

// The verifier got as far as the call and did not object to it.
static int accepts(const struct kind *kind, unsigned target, unsigned member, unsigned function, unsigned flags)
{
    int loaded = load(kind, target, member, function, flags);
    if (loaded >= 0)
        close(loaded);
    return loaded >= 0 || (strstr(log, "(85) call") && !strstr(log, "is not allowed") && !strstr(log, "must be sleepable"));
}

// 0: no; 1: yes; 2: if it is sleepable.
static int allows(const struct kind *kind, unsigned target, unsigned member, unsigned function)
{
    return accepts(kind, target, member, function, 0) ? 1 : accepts(kind, target, member, function, SLEEPABLE) ? 2 : 0;
}

static int allowed_by_any(const struct kind *kind, unsigned function)
{
    unsigned target = kind->target ? find(kind->target, kind->target_kind) : 0;
    if (kind->target && !target)
        return 0;
    if (kind->type != STRUCT_OPS_TYPE)
        return allows(kind, target, 0, function);
    int best = 0;
    for (unsigned member = 1; member <= BTF_INFO_VLEN(types[target]->info) && best != 1; member++) {
        int answer = allows(kind, target, member, function);
        best = answer == 1 || !best ? answer : best;
    }
    return best;
}

static char is_printed[1 << 20];

static void print(const char *name, unsigned function)
{
    is_printed[function] = 1;
    printf("K %s %u", name, function);
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int answer = allowed_by_any(&kinds[i], function);
        if (answer)
            printf(" %s%s", kinds[i].name, answer == 2 ? "!" : "");
    }
    printf("\n");
    fflush(stdout);
}

int main(void)
{
    char name[256];
    mount("none", "/proc", "proc", 0, NULL);
    mount("none", "/sys", "sysfs", 0, NULL);
    read_types();
    for (unsigned i = 1; i < count; i++)
        if (BTF_INFO_KIND(types[i]->info) == BTF_KIND_FUNC)
            printf("F %u\n", i);
    for (unsigned i = 1; i < count; i++)
        if (BTF_INFO_KIND(types[i]->info) == DECL_TAG && !strcmp(strings + types[i]->name_off, "bpf_kfunc"))
            print(strings + types[types[i]->type]->name_off, types[i]->type);
    FILE *names = fopen("/kfuncs", "r");
    while (fgets(name, sizeof name, names)) {
        name[strcspn(name, "\n")] = 0;
        unsigned function = find(name, BTF_KIND_FUNC);
        if (function && !is_printed[function])
            print(name, function);
    }
    printf("END\n");
    fflush(stdout);
    sync();
    reboot(RB_POWER_OFF);
}
