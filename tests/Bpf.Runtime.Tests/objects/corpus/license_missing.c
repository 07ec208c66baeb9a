// expect: fails
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
SEC("raw_tp/sys_enter") int test(void *c) { bpf_printk("x"); return 0; }
