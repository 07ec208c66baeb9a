/* Sends datagrams: "send ADDRESS PORT COUNT BYTES" answers with the number that were sent and the number refused with EPERM.
 * Connects: "connect ADDRESS PORT COUNT" answers with the number of TCP connections, which it closes. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
	char line[128], text[64];
	static char data[4096];
	int port, count, size;

	setvbuf(stdout, 0, _IOLBF, 0);
	while (fgets(line, sizeof(line), stdin)) {
		struct sockaddr_in to = { .sin_family = AF_INET };
		int sent = 0, refused = 0, sender;

		if (sscanf(line, "connect %63s %d %d", text, &port, &count) == 3) {
			inet_pton(AF_INET, text, &to.sin_addr);
			to.sin_port = htons(port);
			for (int i = 0; i < count; i++) {
				int client = socket(AF_INET, SOCK_STREAM, 0);

				sent += connect(client, (struct sockaddr *)&to, sizeof(to)) == 0;
				close(client);
			}
			printf("%d\n", sent);
			continue;
		}
		if (sscanf(line, "send %63s %d %d %d", text, &port, &count, &size) != 4) {
			puts("ready");
			continue;
		}
		inet_pton(AF_INET, text, &to.sin_addr);
		to.sin_port = htons(port);
		sender = socket(AF_INET, SOCK_DGRAM, 0);
		for (int i = 0; i < count; i++) {
			if (sendto(sender, data, size, 0, (struct sockaddr *)&to, sizeof(to)) == size)
				sent++;
			else if (errno == EPERM)
				refused++;
		}
		close(sender);
		printf("%d %d\n", sent, refused);
	}
	return 0;
}
