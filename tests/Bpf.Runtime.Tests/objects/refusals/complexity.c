// The verifier takes its time until it gives up.
#include "refusals.h"

SEC("tc") int too_many_rounds(struct __sk_buff *ctx)
{
    unsigned long sum = ctx->len;
    for (int i = 0; i < 10000000; i++) { //!! Complexity
        unknown(sum);
        sum += i;
    }
    return sum;
}

SEC("tc") int rounds_from_outside(struct __sk_buff *ctx)
{
    unsigned long sum = 0;
    for (unsigned int i = 0; i < ctx->len; i++) { //!! Complexity
        unknown(sum);
        if (sum & 1)
            sum += ctx->mark;
    }
    return sum;
}

static noinline int again(int x)
{
    unknown(x);
    return x ? again(x - 1) + 3 : 0; //!! Complexity recursion
}

SEC("tc") int recursion(struct __sk_buff *ctx)
{
    return again(ctx->len);
}
