// expect: either: depends on the kernel's configuration
#include "common.h"
SEC("lsm/file_open") int p0(void *c) { return 0; }
SEC("lsm.s/file_open") int p1(void *c) { return 0; }
