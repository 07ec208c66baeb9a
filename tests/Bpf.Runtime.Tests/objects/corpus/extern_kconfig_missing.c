// expect: fails
#include "common.h"
extern int CONFIG_NO_SUCH __kconfig;
SEC("tc") int test(struct __sk_buff *skb) { return CONFIG_NO_SUCH; }
