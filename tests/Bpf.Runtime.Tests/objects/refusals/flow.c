#include "refusals.h"

SEC("cgroup_skb/ingress") int result_out_of_range(struct __sk_buff *ctx)
{
    if (ctx->len > 4)
        return 1;
    unsigned int result = bpf_get_prandom_u32();
    return result & 7; //!! Result
}

SEC("cgroup_skb/ingress") int result_from_outside(struct __sk_buff *ctx)
{
    return ctx->mark; //!! Result
}

SEC("tc") int endless(struct __sk_buff *ctx)
{
    volatile int i = 0;
    while (1) {
        if (i == 5) //!! Loop
            continue;
    }
}

static noinline int depth_nine(int x) { unknown(x); return x + 9; }
static noinline int depth_eight(int x) { unknown(x); return depth_nine(x) + 8; } //!! StackDepth nine_functions
static noinline int depth_seven(int x) { unknown(x); return depth_eight(x) + 7; }
static noinline int depth_six(int x) { unknown(x); return depth_seven(x) + 6; }
static noinline int depth_five(int x) { unknown(x); return depth_six(x) + 5; }
static noinline int depth_four(int x) { unknown(x); return depth_five(x) + 4; }
static noinline int depth_three(int x) { unknown(x); return depth_four(x) + 3; }
static noinline int depth_two(int x) { unknown(x); return depth_three(x) + 2; }

SEC("tc") int helper_argument_of_another_kind(struct __sk_buff *ctx)
{
    return bpf_map_update_elem(&items, (void *)(long)ctx->len, &ctx, 0); //!! Argument
}

SEC("tc") int tail_call_of_another_map(struct __sk_buff *ctx)
{
    bpf_tail_call(ctx, &items, 0); //!! Argument
    return 0;
}

SEC("tc") int update_of_programs(struct __sk_buff *ctx)
{
    int key = 0, value = 0;
    bpf_map_update_elem(&programs, &key, &value, 0); //!! Argument
    return 0;
}

SEC("tc") int helper_that_does_not_exist(struct __sk_buff *ctx)
{
    static long (*const missing)(void) = (void *)4000;
    return missing(); //!! Unavailable
}

SEC("tc") int ring_of_another_map(struct __sk_buff *ctx)
{
    char data[8] = {};
    return bpf_ringbuf_output(&items, data, 8, 0); //!! Argument
}

SEC("uprobe") int sleepable_helper(void *ctx)
{
    char data[8];
    bpf_copy_from_user(data, 8, (void *)16); //!! Sleep
    return data[0];
}

SEC("tc") int divided_by_zero(struct __sk_buff *ctx)
{
    int value = ctx->len;
    asm volatile("%0 /= 0" : "+r"(value)); //!! Arithmetic
    return value;
}

SEC("tc") int shifted_too_far(struct __sk_buff *ctx)
{
    long value = ctx->len;
    asm volatile("%0 <<= 70" : "+r"(value)); //!! Arithmetic
    return value;
}

SEC("tc") int nine_functions(struct __sk_buff *ctx)
{
    return depth_two(ctx->len);
}
