#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 sum = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 16; i++) {
		__u8 c = text[i];
		int digit;

		if (c < '0' || c > '9')
			return -2;
		digit = c - '0';
		if ((i & 1) == 0) {
			digit *= 2;
			if (digit > 9)
				digit -= 9;
		}
		sum += digit;
	}
	return sum % 10 == 0 ? 1 : 0;
}
