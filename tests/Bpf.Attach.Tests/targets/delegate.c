/* delegate DIRECTORY ATTACH_TYPES COMMAND ARGS...: runs COMMAND in a new user namespace, with a BPF file system at DIRECTORY to which this
 * process, which is privileged outside, delegates everything, except that only ATTACH_TYPES may be attached
 * and that, if the environment variable DELEGATE_MAPS is set, only maps of the types in it may be created. With DELEGATE_NOTHING set, nothing
 * is delegated; with TOKEN_PATH_UNSET set, COMMAND is not told where the file system is. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void require(int ok, const char *what)
{
	if (!ok) {
		perror(what);
		exit(125);
	}
}

static void send_fd(int socket, int fd)
{
	char byte = 'f', control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec data = { &byte, 1 };
	struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof(control) };
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(header), &fd, sizeof(int));
	require(sendmsg(socket, &message, 0) == 1, "sendmsg");
}

static int receive_fd(int socket)
{
	char byte, control[CMSG_SPACE(sizeof(int))];
	struct iovec data = { &byte, 1 };
	struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof(control) };
	int fd = -1;

	require(recvmsg(socket, &message, 0) == 1 && CMSG_FIRSTHDR(&message), "recvmsg");
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(int));
	return fd;
}

static void inside(int socket, char **arguments)
{
	char byte;
	int context, mount_fd;

	require(unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0, "unshare");
	require(write(socket, "u", 1) == 1 && read(socket, &byte, 1) == 1, "mapping");
	context = syscall(SYS_fsopen, "bpf", 0);
	require(context >= 0, "fsopen");
	send_fd(socket, context);
	require(read(socket, &byte, 1) == 1, "delegation");
	mount_fd = syscall(SYS_fsmount, context, 0, 0);
	require(mount_fd >= 0, "fsmount");
	require(syscall(SYS_move_mount, mount_fd, "", AT_FDCWD, arguments[1], 4 /* MOVE_MOUNT_F_EMPTY_PATH */) == 0, "move_mount");
	if (!getenv("TOKEN_PATH_UNSET"))
		setenv("LIBBPF_BPF_TOKEN_PATH", arguments[1], 1);
	close(mount_fd);
	close(context);
	close(socket);
	execv(arguments[3], arguments + 3);
	require(0, arguments[3]);
}

static void map(int pid, const char *file)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, file);
	fd = open(path, O_WRONLY);
	require(fd >= 0 && write(fd, "0 0 1\n", 6) == 6, path);
	close(fd);
}

static void option(int context, const char *name, const char *value)
{
	require(syscall(SYS_fsconfig, context, 1 /* FSCONFIG_SET_STRING */, name, value, 0) == 0, name);
}

int main(int count, char **arguments)
{
	int sockets[2], pid, context, status;
	char byte;

	require(count > 3 && socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) == 0, "socketpair");
	pid = fork();
	require(pid >= 0, "fork");
	if (pid == 0) {
		close(sockets[0]);
		inside(sockets[1], arguments);
	}
	close(sockets[1]);
	if (read(sockets[0], &byte, 1) == 1) {
		map(pid, "uid_map");
		map(pid, "gid_map");
		require(write(sockets[0], "m", 1) == 1, "write");
		context = receive_fd(sockets[0]);
		if (!getenv("DELEGATE_NOTHING")) {
			option(context, "delegate_cmds", "any");
			option(context, "delegate_maps", getenv("DELEGATE_MAPS") ? getenv("DELEGATE_MAPS") : "any");
			option(context, "delegate_progs", "any");
			option(context, "delegate_attachs", arguments[2]);
		}
		require(syscall(SYS_fsconfig, context, 6 /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0) == 0, "fsconfig");
		close(context);
		require(write(sockets[0], "d", 1) == 1, "write");
	}
	require(waitpid(pid, &status, 0) == pid, "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
