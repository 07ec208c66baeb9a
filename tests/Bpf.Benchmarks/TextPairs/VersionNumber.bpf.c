#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 version = 0, part = 0;
	int parts = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 12; i++) {
		__u8 c = text[i];

		if (c >= '0' && c <= '9') {
			part = part * 10 + c - '0';
			continue;
		}
		version = version << 8 | (part > 255 ? 255 : part);
		part = 0;
		parts++;
		if (c != '.' || parts == 3)
			break;
	}
	return parts == 3 && version >= 0x050A00 ? (int)version : -2;
}
