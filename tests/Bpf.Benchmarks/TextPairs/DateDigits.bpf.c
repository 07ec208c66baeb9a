#include "text.h"

__u32 months[16];

static __always_inline int number(const __u8 *text, int start, int digits)
{
	int value = 0;

	for (int i = 0; i < digits; i++) {
		__u8 c = text[start + i];

		if (c < '0' || c > '9')
			return -1;
		value = value * 10 + (c - '0');
	}
	return value;
}

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int year, month, day;

	if (read_text(text) <= 0)
		return -1;

	if (text[4] != '-' || text[7] != '-')
		return -2;
	year = number(text, 0, 4);
	month = number(text, 5, 2);
	day = number(text, 8, 2);
	if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31)
		return -3;
	months[month & 15]++;
	return ((year - 1970) * 12 + month - 1) * 31 + day;
}
