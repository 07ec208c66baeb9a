#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	long length = read_text(text);
	int end;

	if (length < 5 || length > 64)
		return -1;
	end = length - 1;
	return text[end - 4] == '.' && text[end - 3] == 'l' && text[end - 2] == 'o' && text[end - 1] == 'g' ? 1 : 0;
}
