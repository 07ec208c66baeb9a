#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};

	if (read_text(text) <= 0)
		return -1;

	if (!__builtin_memcmp(text, "GET ", 4))
		return 1;
	if (!__builtin_memcmp(text, "POST ", 5))
		return 2;
	if (!__builtin_memcmp(text, "PUT ", 4))
		return 3;
	if (!__builtin_memcmp(text, "DELETE ", 7))
		return 4;
	if (!__builtin_memcmp(text, "HEAD ", 5))
		return 5;
	return !__builtin_memcmp(text, "OPTIONS ", 8) ? 6 : 0;
}
