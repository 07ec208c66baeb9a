/* Loads libraries on command, and calls the function marked() of the last one. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	char word[32], path[512];
	int (*marked)(int) = NULL;
	long count;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", word) == 1) {
		int sum = 0;

		if (strcmp(word, "open") == 0 && scanf("%511s", path) == 1) {
			void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);

			marked = library ? (int (*)(int))dlsym(library, "marked") : NULL;
		} else if (strcmp(word, "run") == 0 && scanf("%ld", &count) == 1) {
			for (long i = 0; i < count && marked; i++)
				sum += marked(sum);
		}
		printf("%s %d\n", marked ? "ok" : "none", sum);
	}
	return 0;
}
