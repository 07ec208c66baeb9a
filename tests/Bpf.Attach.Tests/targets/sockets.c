/* Performs the operations that cgroup programs control; answers with the errno of the named step, 0 on success. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char path[64];
static struct sockaddr_storage address;
static socklen_t length;

static void loopback(int family)
{
	memset(&address, 0, sizeof(address));
	address.ss_family = family;
	if (family == AF_INET) {
		((struct sockaddr_in *)&address)->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		length = sizeof(struct sockaddr_in);
	} else if (family == AF_INET6) {
		((struct sockaddr_in6 *)&address)->sin6_addr = in6addr_loopback;
		length = sizeof(struct sockaddr_in6);
	} else {
		strcpy(((struct sockaddr_un *)&address)->sun_path, path);
		length = sizeof(struct sockaddr_un);
		unlink(path);
	}
}

static int datagrams(const char *step, int family)
{
	int receiver, sender, error = 0;
	struct sockaddr_storage peer;
	struct timeval second = { .tv_sec = 1 };
	socklen_t size;
	char byte = 0;

#define TRY(name, call) \
	do { \
		int failed = (call) < 0 ? errno : 0; \
		if (strcmp(step, name) == 0) { error = failed; goto end; } \
	} while (0)

	sender = -1;
	loopback(family);
	TRY("socket", receiver = socket(family, SOCK_DGRAM, 0));
	TRY("setsockopt", setsockopt(receiver, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof(second)));
	size = sizeof(second);
	TRY("getsockopt", getsockopt(receiver, SOL_SOCKET, SO_RCVTIMEO, &second, &size));
	TRY("bind", bind(receiver, (struct sockaddr *)&address, length));
	if (family != AF_UNIX) {
		size = sizeof(address);
		TRY("getsockname", getsockname(receiver, (struct sockaddr *)&address, &size));
	} else {
		size = sizeof(peer);
		TRY("getsockname", getsockname(receiver, (struct sockaddr *)&peer, &size));
	}
	sender = socket(family, SOCK_DGRAM, 0);
	TRY("sendmsg", sendto(sender, &byte, 1, 0, (struct sockaddr *)&address, length));
	size = sizeof(peer);
	TRY("recvmsg", recvfrom(receiver, &byte, 1, 0, (struct sockaddr *)&peer, &size));
	TRY("connect", connect(sender, (struct sockaddr *)&address, length));
	size = sizeof(peer);
	TRY("getpeername", getpeername(sender, (struct sockaddr *)&peer, &size));
	error = ENOSYS;
end:
	close(sender);
	close(receiver);
	unlink(path);
	return error;
}

static int stream(void)
{
	int server, client, error;
	socklen_t size = sizeof(address);

	loopback(AF_INET);
	server = socket(AF_INET, SOCK_STREAM, 0);
	client = socket(AF_INET, SOCK_STREAM, 0);
	bind(server, (struct sockaddr *)&address, length);
	listen(server, 1);
	getsockname(server, (struct sockaddr *)&address, &size);
	error = connect(client, (struct sockaddr *)&address, length) < 0 ? errno : 0;
	close(client);
	close(server);
	return error;
}

/* A connection to itself. Exchange: each end receives what the other sends. Reflect: the client receives what it sends. */
static int messages(int count, int exchange)
{
	int listener, client, server, error = 0;
	socklen_t size = sizeof(address);
	struct timeval timeout = { .tv_sec = exchange || count > 1 ? 10 : 1 };
	char sent[100], received[100];

	loopback(AF_INET);
	listener = socket(AF_INET, SOCK_STREAM, 0);
	client = socket(AF_INET, SOCK_STREAM, 0);
	bind(listener, (struct sockaddr *)&address, length);
	listen(listener, 1);
	getsockname(listener, (struct sockaddr *)&address, &size);
	if (connect(client, (struct sockaddr *)&address, length) < 0)
		error = errno;
	server = accept(listener, NULL, NULL);
	setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
	setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
	for (int i = 0; i < (exchange ? 2 * count : count) && !error; i++) {
		int from = i % 2 && exchange ? server : client;
		int to = exchange && from == client ? server : client;

		memset(sent, i, sizeof(sent));
		if (send(from, sent, sizeof(sent), 0) != sizeof(sent) || recv(to, received, sizeof(received), MSG_WAITALL) != sizeof(received))
			error = errno;
		else if (memcmp(sent, received, sizeof(sent)))
			error = EBADMSG;
	}
	close(client);
	close(server);
	close(listener);
	return error;
}

static int connect_unix(const char *name)
{
	struct sockaddr_un unix_address = { .sun_family = AF_UNIX };
	int client = socket(AF_UNIX, SOCK_STREAM, 0), error;

	strncpy(unix_address.sun_path, name, sizeof(unix_address.sun_path) - 1);
	error = connect(client, (struct sockaddr *)&unix_address, sizeof(unix_address)) < 0 ? errno : 0;
	close(client);
	return error;
}

static int open_file(const char *name)
{
	char byte;
	int file = open(name, O_RDONLY);
	int error = file < 0 || read(file, &byte, 1) < 0 ? errno : 0;

	close(file);
	return error;
}

int main(void)
{
	char step[32], name[108];
	int family, count;

	setvbuf(stdout, NULL, _IOLBF, 0);
	snprintf(path, sizeof(path), "/tmp/bpf-sockets-%d", getpid());
	while (scanf("%31s", step) == 1) {
		int result = 0;

		if (strcmp(step, "device") == 0)
			result = open_file("/dev/null");
		else if (strcmp(step, "sysctl") == 0)
			result = open_file("/proc/sys/kernel/ostype");
		else if (strcmp(step, "stream") == 0)
			result = stream();
		else if (strcmp(step, "exchange") == 0 && scanf("%d", &count) == 1)
			result = messages(count, 1);
		else if (strcmp(step, "reflect") == 0 && scanf("%d", &count) == 1)
			result = messages(count, 0);
		else if (strcmp(step, "unix") == 0 && scanf("%107s", name) == 1)
			result = connect_unix(name);
		else if (strcmp(step, "ready") != 0 && scanf("%d", &family) == 1)
			result = datagrams(step, family == 4 ? AF_INET : family == 6 ? AF_INET6 : AF_UNIX);
		printf("%d\n", result);
	}
	return 0;
}
