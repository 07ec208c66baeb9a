#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__s64 value = 0;
	bool negative;
	int start;

	if (read_text(text) <= 0)
		return -1;

	negative = text[0] == '-';
	start = negative || text[0] == '+' ? 1 : 0;
	/* Otherwise clang turns the addition to the stack address into an or. */
	asm volatile("" : "+r"(start));
	for (int i = 0; i < 19; i++) {
		int digit = text[start + i] - '0';

		if ((__u32)digit > 9)
			break;
		value = value * 10 + digit;
	}
	if (negative)
		value = -value;
	return value >= -2147483648LL && value <= 2147483647LL ? (int)value : 0;
}
