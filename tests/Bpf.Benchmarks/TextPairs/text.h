/* Shared by the C twins of the text routines. */
#ifndef TEXT_H
#define TEXT_H
#include "../ClangPairs/pairs.h"
#include <stdbool.h>

/* The text that the first argument points to; like bpf_probe_read_user_str, counts the terminating 0. */
#define read_text(buffer) bpf_probe_read_user_str(buffer, sizeof(buffer), (void *)ctx->args[0])
#endif
