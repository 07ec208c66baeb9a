// expect: loads
#include "common.h"
SEC("cgroup/connect_unix") int p0(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/sendmsg_unix") int p1(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/recvmsg_unix") int p2(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/getpeername_unix") int p3(struct bpf_sock_addr *c) { return 1; }
SEC("cgroup/getsockname_unix") int p4(struct bpf_sock_addr *c) { return 1; }
