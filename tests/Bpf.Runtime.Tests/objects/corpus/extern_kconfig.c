// expect: loads
// returns: test 3
#include "common.h"
extern int LINUX_KERNEL_VERSION __kconfig; extern _Bool CONFIG_BPF __kconfig; extern int CONFIG_NO_SUCH __kconfig __weak;
SEC("socket") int test(struct __sk_buff *skb) { return (LINUX_KERNEL_VERSION > 0x60000) + CONFIG_BPF * 2 + CONFIG_NO_SUCH * 4; }
