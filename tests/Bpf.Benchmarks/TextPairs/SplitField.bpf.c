#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int field = 0;
	__u32 hash = 0;

	if (read_text(text) <= 0)
		return -1;

	/* The third field. */
	for (int i = 0; i < 48; i++) {
		__u8 c = text[i];

		if (c == 0)
			break;
		if (c == ',') {
			if (++field == 3)
				break;
		} else if (field == 2) {
			hash = hash * 31 + c;
		}
	}
	return field < 2 ? -2 : (int)(hash & 0x7FFFFFFF);
}
