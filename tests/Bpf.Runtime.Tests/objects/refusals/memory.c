#include "refusals.h"

const volatile int constant = 1;
int table[8];

SEC("tc") int lookup_unchecked(struct __sk_buff *ctx)
{
    int key = ctx->len;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    return item->count; //!! Null
}

SEC("tc") int lookup_checked_too_late(struct __sk_buff *ctx)
{
    int key = ctx->len;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    item->count = 3; //!! Null
    if (!item)
        return 0;
    return item->values[1];
}

SEC("tc") int other_lookup_checked(struct __sk_buff *ctx)
{
    int key = ctx->len;
    struct item *first = bpf_map_lookup_elem(&items, &key);
    key = ctx->mark;
    struct item *second = bpf_map_lookup_elem(&items, &key);
    if (!first)
        return 0;
    second->count++; //!! Null
    return first->count;
}

SEC("tc") int reservation_unchecked(struct __sk_buff *ctx)
{
    struct event *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);
    event->pid = 1; //!! Null
    bpf_ringbuf_submit(event, 0);
    return 0;
}

SEC("tc") int socket_unchecked(struct __sk_buff *ctx)
{
    struct bpf_sock *sk = ctx->sk;
    return sk->family; //!! Null
}

SEC("tc") int moved_before_check(struct __sk_buff *ctx)
{
    int key = ctx->len;
    char *item = bpf_map_lookup_elem(&items, &key);
    asm volatile("%0 += 4" : "+r"(item)); //!! Null
    return item ? item[8] : 0;
}

SEC("socket") int number_as_address(struct __sk_buff *ctx)
{
    return *(volatile int *)(long)ctx->len; //!! Memory
}

SEC("tracepoint/sched/sched_switch") int kernel_memory(void *ctx)
{
    char *task = (char *)bpf_get_current_task();
    return task[16]; //!! Memory
}

SEC("uprobe") int user_memory(unsigned long *ctx)
{
    char *text = (char *)ctx[14];
    return text[0] == 'a'; //!! Memory
}

SEC("tc") int end_of_packet(struct __sk_buff *ctx)
{
    char *end = (char *)(long)ctx->data_end;
    return end[-1]; //!! Memory
}

SEC("socket") int constant_written(struct __sk_buff *ctx)
{
    *(volatile int *)&constant = 2; //!! ReadOnly
    return 0;
}

SEC("tc") int index_unchecked(struct __sk_buff *ctx)
{
    return table[ctx->len]; //!! Bounds
}

SEC("tc") int index_off_by_one(struct __sk_buff *ctx)
{
    unsigned int index = ctx->mark;
    if (index > 8)
        return 0;
    return table[index]; //!! Bounds
}

SEC("tc") int index_may_be_negative(struct __sk_buff *ctx)
{
    int index = (int)ctx->mark;
    if (index > 7)
        return 0;
    return table[index]; //!! Bounds
}

SEC("tc") int mask_too_wide(struct __sk_buff *ctx)
{
    unsigned int index = ctx->hash & 15;
    unknown(index);
    return table[index & 15]; //!! Bounds
}

SEC("tc") int value_overrun(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    return ((volatile int *)item)[11]; //!! Bounds
}

SEC("tc") int record_overrun(struct __sk_buff *ctx)
{
    struct event *event = bpf_ringbuf_reserve(&ring, 8, 0);
    if (!event)
        return 0;
    event->name[4] = 1; //!! Bounds
    bpf_ringbuf_submit(event, 0);
    return 0;
}

SEC("tc") int lock_copied(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    return *(volatile int *)&item->lock; //!! Lock
}

SEC("tc") int misaligned_atomic(struct __sk_buff *ctx)
{
    struct pair key = {};
    struct packed *value = bpf_map_lookup_elem(&pairs, &key);
    if (!value)
        return 0;
    asm volatile("lock *(u32 *)(%0 + 1) += %1" ::"r"(value), "r"(1)); //!! Alignment
    return 0;
}
