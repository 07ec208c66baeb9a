#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 text[64] = {};
	__u32 hash = 0;
	bool escaped = false;

	if (read_text(text) <= 0)
		return -1;

	if (text[0] != '"')
		return -2;
	for (int i = 1; i < 48; i++) {
		__u8 c = text[i];

		if (c == 0)
			return -3;
		if (escaped) {
			escaped = false;
			if (c == 'n')
				c = '\n';
			else if (c == 't')
				c = '\t';
		} else if (c == '\\') {
			escaped = true;
			continue;
		} else if (c == '"') {
			return hash & 0x7FFFFFFF;
		}
		hash = hash * 31 + c;
	}
	return -4;
}
