// expect: loads
// returns: test 21
#include "common.h"
const volatile int ro = 1; int data = 2; int bss; int custom SEC(".data.custom") = 3; const volatile int ro2 SEC(".rodata.custom") = 4; int bss2 SEC(".bss.custom");
SEC("socket") int test(struct __sk_buff *skb) { bss += 5; bss2 = 6; return ro + data + custom + ro2 + bss + bss2; }
