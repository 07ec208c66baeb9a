#include "refusals.h"

SEC("tc") int record_lost(struct __sk_buff *ctx)
{
    struct event *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0); //!! Reference
    if (!event)
        return 0;
    event->pid = ctx->len;
    return 0;
}

SEC("tc") int record_lost_on_one_path(struct __sk_buff *ctx)
{
    struct event *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0); //!! Reference
    if (!event)
        return 0;
    if (ctx->mark == 7) {
        asm volatile("r0 = 1; exit");
    }
    bpf_ringbuf_submit(event, 0);
    return 0;
}

SEC("tc") int record_submitted_twice(struct __sk_buff *ctx)
{
    struct event *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);
    if (!event)
        return 0;
    bpf_ringbuf_submit(event, 0);
    bpf_ringbuf_discard(event, 0); //!! Reference
    return 0;
}

SEC("tc") int record_used_after_submit(struct __sk_buff *ctx)
{
    struct event *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);
    if (!event)
        return 0;
    bpf_ringbuf_submit(event, 0);
    *(volatile int *)&event->pid = 1; //!! Reference
    return 0;
}

SEC("tc") int socket_lost(struct __sk_buff *ctx)
{
    struct bpf_sock_tuple tuple = {};
    struct bpf_sock *sk = bpf_sk_lookup_tcp(ctx, &tuple, sizeof(tuple.ipv4), -1, 0); //!! Reference
    return sk ? 1 : 0;
}

SEC("tc") int socket_released_unchecked(struct __sk_buff *ctx)
{
    struct bpf_sock_tuple tuple = {};
    struct bpf_sock *sk = bpf_sk_lookup_tcp(ctx, &tuple, sizeof(tuple.ipv4), -1, 0);
    bpf_sk_release(sk); //!! Null
    return 0;
}

SEC("tc") int socket_used_after_release(struct __sk_buff *ctx)
{
    struct bpf_sock_tuple tuple = {};
    struct bpf_sock *sk = bpf_sk_lookup_tcp(ctx, &tuple, sizeof(tuple.ipv4), -1, 0);
    if (!sk)
        return 0;
    bpf_sk_release(sk);
    return sk->family; //!! Reference
}

SEC("tc") int lock_not_released(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    bpf_spin_lock(&item->lock); //!! Lock
    item->count++;
    return 0;
}

SEC("tc") int lock_taken_twice(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    bpf_spin_lock(&item->lock);
    bpf_spin_lock(&item->lock); //!! Lock
    bpf_spin_unlock(&item->lock);
    return 0;
}

SEC("tc") int call_while_locked(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    bpf_spin_lock(&item->lock);
    item->count = bpf_get_prandom_u32(); //!! Lock
    bpf_spin_unlock(&item->lock);
    return 0;
}

SEC("tc") int lock_never_taken(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    bpf_spin_unlock(&item->lock); //!! Lock
    return 0;
}

SEC("tracepoint/sched/sched_switch") int lock_in_tracing(void *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    bpf_spin_lock(&item->lock); //!! Lock
    bpf_spin_unlock(&item->lock);
    return 0;
}

SEC("tc") int lock_in_the_middle(struct __sk_buff *ctx)
{
    int key = 0;
    struct item *item = bpf_map_lookup_elem(&items, &key);
    if (!item)
        return 0;
    bpf_spin_lock((void *)&item->count); //!! Lock
    bpf_spin_unlock(&item->lock);
    return 0;
}
