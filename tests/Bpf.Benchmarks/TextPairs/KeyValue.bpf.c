#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 key = 0, value = 0;
	int at = -1;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 16; i++) {
		__u8 c = text[i];

		if (c == '=') {
			at = i;
			break;
		}
		if (c < 'a' || c > 'z')
			return -2;
		key = key * 31 + c;
	}
	if (at < 0)
		return -3;
	for (int i = 1; i <= 9; i++) {
		__u8 c = text[at + i];

		if (c < '0' || c > '9')
			break;
		value = value * 10 + c - '0';
	}
	return (key ^ value) & 0x7FFFFFFF;
}
