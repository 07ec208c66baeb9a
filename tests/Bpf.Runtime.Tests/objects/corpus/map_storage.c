// expect: loads
#include "common.h"
struct { __uint(type, BPF_MAP_TYPE_TASK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, __u64); } t SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_SK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, __u64); } s SEC(".maps");
struct task_struct;
SEC("tp_btf/sys_enter") int test(void *ctx) { bpf_task_storage_get(&t, bpf_get_current_task_btf(), 0, BPF_LOCAL_STORAGE_GET_F_CREATE); return 0; }
SEC("cgroup_skb/egress") int socket(struct __sk_buff *skb) { struct bpf_sock *sk = skb->sk; if (!sk) return 1; sk = bpf_sk_fullsock(sk); if (!sk) return 1; bpf_sk_storage_get(&s, sk, 0, 1); return 1; }
