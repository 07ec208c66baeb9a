// expect: fails
#include "common.h"
SEC("freplace/some_function") int p0(struct __sk_buff *skb) { return 0; }
