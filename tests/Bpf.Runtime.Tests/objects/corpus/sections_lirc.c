// expect: either: depends on the kernel's configuration
#include "common.h"
SEC("lirc_mode2") int p0(void *c) { return 0; }
