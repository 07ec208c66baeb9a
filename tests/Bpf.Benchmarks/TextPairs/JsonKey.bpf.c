#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};

	if (read_text(text) <= 0)
		return -1;

	/* "id": and a number. */
	for (int i = 0; i < 48; i++) {
		__u32 value = 0;

		if (text[i] == 0)
			return -2;
		if (text[i] != '"' || text[i + 1] != 'i' || text[i + 2] != 'd' || text[i + 3] != '"' || text[i + 4] != ':')
			continue;
		for (int j = 0; j < 6; j++) {
			__u32 digit = (__u32)text[i + 5 + j] - '0';

			if (digit > 9)
				break;
			value = value * 10 + digit;
		}
		return value;
	}
	return -3;
}
