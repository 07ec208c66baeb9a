/* Shared by the C twins. Types as in vmlinux.h, limited to what the twins use. */
#ifndef PAIRS_H
#define PAIRS_H
#include <linux/types.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pt_regs {
	unsigned long r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di, orig_ax, ip, cs, flags, sp, ss;
};

char LICENSE[] SEC("license") = "GPL";
#endif
