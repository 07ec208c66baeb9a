// expect: loads
// returns: test 127
#include "common.h"
#include <stdbool.h>
extern bool CONFIG_BPF __kconfig; extern enum libbpf_tristate CONFIG_BPF_SYSCALL __kconfig; extern char CONFIG_NET __kconfig;
extern unsigned char CONFIG_NO_BYTE __kconfig __weak; extern short CONFIG_HZ __kconfig; extern long CONFIG_NO_LONG __kconfig __weak;
extern char CONFIG_DEFAULT_HOSTNAME[8] __kconfig; extern bool LINUX_HAS_BPF_COOKIE __kconfig; extern int LINUX_HAS_SYSCALL_WRAPPER __kconfig;
SEC("socket") int test(struct __sk_buff *skb)
{
	return CONFIG_BPF + (CONFIG_BPF_SYSCALL == TRI_YES) * 2 + (CONFIG_NET == 'y') * 4 + (CONFIG_HZ > 0) * 8 + (CONFIG_DEFAULT_HOSTNAME[0] != 0) * 16
		+ LINUX_HAS_BPF_COOKIE * 32 + (LINUX_HAS_SYSCALL_WRAPPER <= 1) * 64 + CONFIG_NO_BYTE + CONFIG_NO_LONG;
}
