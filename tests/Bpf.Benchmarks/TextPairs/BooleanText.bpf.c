#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};

	if (read_text(text) <= 0)
		return -1;

	switch (text[0]) {
	case '1':
		return text[1] == 0 ? 1 : -2;
	case '0':
		return text[1] == 0 ? 0 : -2;
	case 't': case 'T':
		return !__builtin_memcmp(text + 1, "rue", 4) ? 1 : -2;
	case 'f': case 'F':
		return !__builtin_memcmp(text + 1, "alse", 5) ? 0 : -2;
	case 'y': case 'Y':
		return !__builtin_memcmp(text + 1, "es", 3) ? 1 : -2;
	case 'n': case 'N':
		return !__builtin_memcmp(text + 1, "o", 2) ? 0 : -2;
	default:
		return -2;
	}
}
