// expect: either: inode storage depends on the kernel's configuration
#include "common.h"
struct { __uint(type, 32); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, __u64); } c SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_INODE_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, __u64); } i SEC(".maps");
SEC("socket") int test(struct __sk_buff *skb) { return 0; }
