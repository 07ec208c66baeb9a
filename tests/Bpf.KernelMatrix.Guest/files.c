/*
 * A known load for the tools that look at files. "files work DIR" makes one directory and one file in DIR, and in all 16 reads (one fails),
 * 7 writes, 2 opens, 1 rename, 1 mkdir, 1 unlink; 700 bytes are written and read. "files open PATH..." opens each file for reading; its exit
 * code is the number of those that it may not open.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int work(const char *directory)
{
	char path[256], other[260], block[100] = "";
	int file, bad = 0;

	snprintf(path, sizeof(path), "%s/new", directory);
	bad |= mkdir(path, 0700);
	strcat(path, "/file");
	file = open(path, O_CREAT | O_WRONLY, 0600);
	for (int i = 0; i < 7; i++)
		bad |= write(file, block, 100) != 100;
	bad |= read(file, block, 50) != -1 || errno != EBADF;
	bad |= close(file);
	snprintf(other, sizeof(other), "%s.2", path);
	bad |= rename(path, other);
	file = open(other, O_RDONLY);
	for (int i = 0; i < 14; i++)
		bad |= read(file, block, 50) != 50;
	bad |= read(file, block, 50) != 0;
	bad |= close(file) | unlink(other);
	*strrchr(path, '/') = 0;
	return bad | rmdir(path);
}

int main(int argc, char **argv)
{
	int refused = 0;

	if (argc == 3 && strcmp(argv[1], "work") == 0)
		return work(argv[2]) != 0;
	for (int i = 2; i < argc; i++)
		refused += open(argv[i], O_RDONLY) < 0 && errno == EACCES;
	return refused;
}
