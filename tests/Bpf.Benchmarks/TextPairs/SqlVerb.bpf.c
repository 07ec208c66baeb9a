#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int start = 0;
	__u64 verb = 0;

	if (read_text(text) <= 0)
		return -1;

	while (start < 8 && text[start] == ' ')
		start++;
	for (int i = 0; i < 8; i++) {
		__u8 c = text[start + i];

		if (c >= 'a' && c <= 'z')
			c -= 32;
		if (c < 'A' || c > 'Z')
			break;
		verb = verb << 8 | c;
	}
	switch (verb) {
	case 0x53454C454354: return 1; /* SELECT */
	case 0x494E53455254: return 2; /* INSERT */
	case 0x555044415445: return 3; /* UPDATE */
	case 0x44454C455445: return 4; /* DELETE */
	default: return 0;
	}
}
