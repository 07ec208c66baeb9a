// expect: either: depends on the kernel's configuration and security policy
#include "common.h"
SEC("fmod_ret/security_bpf") int p0(void *c) { return 0; }
SEC("fmod_ret.s/security_bpf") int p1(void *c) { return 0; }
SEC("fexit.s/security_bpf") int p2(void *c) { return 0; }
SEC("fsession/bpf_prog_put") int p3(void *c) { return 0; }
SEC("fsession.s/bpf_prog_put") int p4(void *c) { return 0; }
SEC("lsm_cgroup/socket_create") int p5(void *c) { return 1; }
