// expect: loads
// returns: test 3
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
char L[] SEC("license") = "MIT";
SEC("socket") int test(struct __sk_buff *skb) { return 3; }
