// expect: loads
#include "common.h"
SEC("tp/syscalls/sys_enter_nanosleep") int p0(void *c) { return 0; }
SEC("tracepoint/syscalls/sys_exit_nanosleep") int p1(void *c) { return 0; }
SEC("raw_tp/sys_enter") int p2(void *c) { return 0; }
SEC("raw_tracepoint/sys_exit") int p3(void *c) { return 0; }
SEC("raw_tp.w/sys_enter") int p4(void *c) { return 0; }
SEC("tp_btf/sys_enter") int p5(void *c) { return 0; }
SEC("perf_event") int p6(void *c) { return 0; }
SEC("syscall") int p7(void *c) { return 0; }
