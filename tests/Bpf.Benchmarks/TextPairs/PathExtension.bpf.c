#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[24] = {};
	int dot = -1;
	__u8 first, second;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 24; i++) {
		__u8 c = text[i];

		if (c == 0)
			break;
		if (c == '/')
			dot = -1;
		else if (c == '.')
			dot = i;
	}
	if (dot < 0 || dot > 20)
		return 0;
	first = text[dot + 1];
	second = text[dot + 2];
	if (first == 's' && second == 'o')
		return 1;
	return first == 'd' && second == 'l' && text[dot + 3] == 'l' ? 2 : 3;
}
