#include "refusals.h"

SEC("xdp") int unchecked(struct xdp_md *ctx)
{
    struct ethhdr *eth = (void *)(long)ctx->data;
    return eth->h_proto; //!! Packet
}

SEC("xdp") int checked_too_short(struct xdp_md *ctx)
{
    char *data = (void *)(long)ctx->data;
    char *end = (void *)(long)ctx->data_end;
    if (data + 13 > end)
        return XDP_PASS;
    return *(volatile unsigned short *)(data + 12); //!! Packet
}

SEC("xdp") int checked_the_wrong_way(struct xdp_md *ctx)
{
    char *data = (void *)(long)ctx->data;
    char *end = (void *)(long)ctx->data_end;
    if (data + sizeof(struct ethhdr) < end)
        return XDP_PASS;
    return ((struct ethhdr *)data)->h_proto; //!! Packet
}

SEC("xdp") int header_length_unchecked(struct xdp_md *ctx)
{
    char *data = (void *)(long)ctx->data;
    char *end = (void *)(long)ctx->data_end;
    if (data + 34 > end)
        return XDP_PASS;
    struct iphdr *ip = (void *)(data + 14);
    char *tcp = (char *)ip + ip->ihl * 4;
    return tcp[0] == 1 ? XDP_DROP : XDP_PASS; //!! Packet
}

SEC("tc") int used_after_change(struct __sk_buff *ctx)
{
    char *data = (void *)(long)ctx->data;
    char *end = (void *)(long)ctx->data_end;
    if (data + 14 > end)
        return 0;
    bpf_skb_change_head(ctx, 4, 0);
    return data[3]; //!! Packet
}

SEC("xdp") int used_after_adjustment(struct xdp_md *ctx)
{
    char *data = (void *)(long)ctx->data;
    char *end = (void *)(long)ctx->data_end;
    if (data + 14 > end)
        return XDP_PASS;
    if (bpf_xdp_adjust_head(ctx, -8))
        return XDP_DROP;
    data[0] = 1; //!! Packet
    return XDP_PASS;
}

SEC("socket") int packet_of_a_filter(struct __sk_buff *ctx)
{
    return *(volatile char *)(long)ctx->data; //!! Context
}

SEC("cgroup_skb/egress") int written_where_read_only(struct __sk_buff *ctx)
{
    char *data = (void *)(long)ctx->data;
    char *end = (void *)(long)ctx->data_end;
    if (data + 14 > end)
        return 1;
    data[0] = 1; //!! ReadOnly
    return 1;
}

SEC("socket") int member_written(struct __sk_buff *ctx)
{
    *(volatile int *)&ctx->len = 1; //!! Context
    return 0;
}

SEC("socket") int member_by_variable(struct __sk_buff *ctx)
{
    return ((volatile int *)ctx)[ctx->len]; //!! Context
}

SEC("xdp") int member_behind_the_end(struct xdp_md *ctx)
{
    return ((volatile int *)ctx)[20]; //!! Context
}

SEC("tc") int helper_of_another_kind(struct __sk_buff *ctx)
{
    return bpf_xdp_adjust_head((void *)ctx, 4); //!! Unavailable
}
