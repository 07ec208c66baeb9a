/* Tracepoint programs as C users write them. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

int sum;

struct rename_args {
	unsigned long long pad;
	int pid;
	char oldcomm[16];
	char newcomm[16];
	short oom_score_adj;
};

SEC("tracepoint/task/task_rename")
int right(struct rename_args *ctx)
{
	sum += ctx->pid + ctx->oldcomm[1] + ctx->oom_score_adj;
	return 0;
}

/* The older form, with names of its own and a wrong width that nothing reads. */
struct openat_args {
	unsigned short common_type;
	unsigned char common_flags, common_preempt_count;
	int common_pid;
	long syscall_nr;
	long dfd;
	long filename_ptr;
	long flags;
	long mode;
};

SEC("tp/syscalls/sys_enter_openat")
int system_call(struct openat_args *ctx)
{
	sum += ctx->flags + (ctx->filename_ptr != 0);
	return 0;
}

/* Relocated: the order of the members means nothing. */
struct trace_event_raw_task_rename {
	char newcomm[16];
	int pid;
} __attribute__((preserve_access_index));

SEC("tp/task/task_rename")
int relocated(struct trace_event_raw_task_rename *ctx)
{
	sum += ctx->pid + ctx->newcomm[0];
	return 0;
}

SEC("tp/task/task_rename")
int untyped(void *ctx)
{
	sum += *(int *)(ctx + 8) + *(short *)(ctx + 44);
	return 0;
}

/* A union with one member that fits, and a function of its own that reads the record. */
struct rename_union {
	unsigned long long pad;
	union {
		int pid;
		short half;
	};
	char names[32];
	short score;
};

static __attribute__((noinline)) int score(struct rename_union *ctx)
{
	return ctx->score;
}

SEC("tp/task/task_rename")
int combined(struct rename_union *ctx)
{
	sum += ctx->pid + score(ctx) + ctx->names[20];
	return 0;
}

struct rename_wrong {
	unsigned long long pad;
	long pid;
	char oldcomm[16];
	char newcomm[16];
	short oom_score_adj;
};

static __attribute__((noinline)) int wrong_score(struct rename_wrong *ctx)
{
	return ctx->oom_score_adj;
}

SEC("tp/task/task_rename")
int wrong(struct rename_wrong *ctx)
{
	sum += ctx->pid + wrong_score(ctx);
	return 0;
}
