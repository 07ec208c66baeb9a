#include "refusals.h"

SEC("tc") int register_not_set(struct __sk_buff *ctx)
{
    int value;
    asm volatile("%0 = r8" : "=r"(value)); //!! Uninitialized
    return value;
}

SEC("tc") int argument_lost_in_call(struct __sk_buff *ctx)
{
    bpf_get_prandom_u32();
    asm volatile("r0 = *(u32 *)(r1 + 0)" ::: "r0"); //!! Uninitialized
    return 0;
}

SEC("tc") int buffer_overrun_by_helper(struct __sk_buff *ctx)
{
    char buffer[16];
    bpf_skb_load_bytes(ctx, 0, buffer, 24); //!! Bounds
    return buffer[3];
}

SEC("tc") int stack_index_unchecked(struct __sk_buff *ctx)
{
    volatile char buffer[16] = {};
    buffer[ctx->len] = 1; //!! Bounds
    return buffer[3];
}

SEC("tc") int stack_index_too_large(struct __sk_buff *ctx)
{
    volatile char buffer[16] = {};
    unsigned int index = ctx->len & 1023;
    buffer[index] = 1; //!! Bounds
    return buffer[3];
}

static noinline long leaf(long seed)
{
    volatile char buffer[300];
    buffer[seed & 127] = seed;
    return buffer[3];
}

SEC("tc") int chain_of_stacks(struct __sk_buff *ctx)
{
    volatile char buffer[300];
    buffer[ctx->len & 127] = 1;
    return leaf(ctx->len) + buffer[7]; //!! StackDepth
}

SEC("tc") int size_from_outside(struct __sk_buff *ctx)
{
    char buffer[16];
    bpf_skb_load_bytes(ctx, 0, buffer, ctx->len); //!! Argument
    return buffer[0];
}

SEC("tc") int size_may_be_negative(struct __sk_buff *ctx)
{
    char buffer[16];
    int size = (int)ctx->mark;
    if (size > 16)
        return 0;
    bpf_skb_load_bytes(ctx, 0, buffer, size); //!! Argument
    return buffer[0];
}

SEC("tc") int size_may_be_zero(struct __sk_buff *ctx)
{
    char buffer[16];
    unsigned int size = ctx->mark & 15;
    bpf_skb_load_bytes(ctx, 0, buffer, size); //!! Argument
    return buffer[0];
}

SEC("tc") int part_of_a_pointer(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    asm volatile("%0 |= 1" : "+r"(item)); //!! Arithmetic
    return item->count;
}

SEC("tc") int multiplied_pointer(struct __sk_buff *ctx)
{
    long at = (long)ctx;
    asm volatile("%0 *= 2" : "+r"(at)); //!! Arithmetic
    return at == 0;
}

SEC("tc") int part_of_an_address(struct __sk_buff *ctx)
{
    struct __sk_buff *copy = ctx;
    asm volatile("w1 = *(u32 *)(%0 + 200)" :: "r"(copy) : "r1"); //!! Context
    return 0;
}

SEC("tc") int written_frame(struct __sk_buff *ctx)
{
    asm volatile("r10 = 0"); //!! Form
    return 0;
}
