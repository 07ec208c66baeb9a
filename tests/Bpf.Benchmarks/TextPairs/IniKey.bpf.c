#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	int length = 0;

	if (read_text(text) <= 0)
		return -1;

	for (int i = 0; i < 32; i++) {
		__u8 c = text[i];
		bool name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';

		if (name) {
			length++;
			continue;
		}
		if (c != ' ' && c != '=')
			return -2;
		return c == '=' || text[i + 1] == '=' ? length : -3;
	}
	return -4;
}
