#include "text.h"

static const char end[] = ".so";

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[32] = {};
	long length = read_text(text);

	if (length <= 0 || length > 32)
		return -1;
	/* lib*.so */
	if (length < 7 || text[0] != 'l' || text[1] != 'i' || text[2] != 'b')
		return 0;
	for (int i = 0; i < 3; i++)
		if (text[length - 4 + i] != end[i])
			return 0;
	return 1;
}
