// expect: fails
#include "common.h"
SEC("nonsense/x") int test(void *c) { return 0; }
