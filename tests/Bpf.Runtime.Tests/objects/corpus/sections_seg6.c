// expect: either: depends on the kernel's configuration
#include "common.h"
SEC("lwt_seg6local") int p0(struct __sk_buff *c) { return 0; }
