#include <stdlib.h>

static __attribute__((noinline)) int library_local(int x) { return x + rand(); }
int library_function(int x) { return library_local(x) * 2; }
