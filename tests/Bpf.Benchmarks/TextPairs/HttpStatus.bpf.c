#include "text.h"

__u64 classes[8];

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 status = 0, class;

	if (read_text(text) <= 0)
		return -1;

	if (text[0] != 'H' || text[1] != 'T' || text[2] != 'T' || text[3] != 'P' || text[4] != '/' || text[5] != '1' || text[6] != '.')
		return -2;
	for (int i = 9; i < 12; i++) {
		__u8 c = text[i];

		if (c < '0' || c > '9')
			return -3;
		status = status * 10 + c - '0';
	}
	if (status < 100 || status > 599)
		return -4;
	/* Otherwise clang drops the mask. */
	class = status / 100;
	asm volatile("" : "+r"(class));
	classes[class & 7]++;
	return status;
}
