#include "text.h"

SEC("raw_tracepoint")
int run(struct bpf_raw_tracepoint_args *ctx)
{
	__u8 hello[256] = {};
	int at, suites, compressions;

	if (bpf_probe_read_user(hello, sizeof(hello), (void *)ctx->args[0]))
		return -1;
	/* A handshake record; version, random and session follow its 9 bytes. */
	if (hello[0] != 22 || hello[5] != 1)
		return -2;
	at = 43 + 1 + hello[43];
	if (at > 76)
		return -3;
	suites = hello[at] << 8 | hello[at + 1];
	if (suites > 64)
		return -4;
	at += 2 + suites;
	compressions = hello[at];
	if (compressions > 4)
		return -5;
	at += 1 + compressions + 2;
	for (int i = 0; i < 4; i++) {
		int type, length;

		if (at > 200)
			return -6;
		type = hello[at] << 8 | hello[at + 1];
		length = hello[at + 2] << 8 | hello[at + 3];
		if (type == 0)
			return hello[at + 7] << 8 | hello[at + 8];
		if (length > 48)
			return -7;
		at += 4 + length;
	}
	return -8;
}
