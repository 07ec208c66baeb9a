// Prints the addresses of its functions, then does what each line of its input says.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

__attribute__((noinline)) static int local_function(int x) { return x * 3 + getpid(); }
__attribute__((noinline)) int exported_function(int x) { return local_function(x) + 1; }
__attribute__((noinline)) int other_name(int x) __attribute__((alias("exported_function")));

static int (*choose(void))(int) { return local_function; }
int chosen_function(int x) __attribute__((ifunc("choose")));

__asm__(".text\n.globl hand_written\nhand_written:\n nop\n nop\n nop\nhand_written_label:\n nop\n ret\n");
extern char hand_written[];

int main(int argc, char **argv)
{
    char line[4096];
    void *library = NULL;
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("local_function %p\nexported_function %p\nhand_written %p\nmain %p\n", (void *)local_function, (void *)exported_function, (void *)hand_written, (void *)main);
    printf("ready %d\n", chosen_function(1) != 0 && exported_function(2) != 0);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, "load ", 5) == 0) {
            library = dlopen(line + 5, RTLD_NOW);
            printf("loaded %p\n", library ? dlsym(library, "library_function") : NULL);
        } else if (strcmp(line, "unload") == 0) {
            dlclose(library);
            printf("unloaded\n");
        } else if (strncmp(line, "exec ", 5) == 0) {
            execl(line + 5, line + 5, NULL);
            printf("failed\n");
        } else if (strcmp(line, "generate") == 0) {
            printf("generated %p\n", mmap(NULL, 8192, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        }
    }
    return 0;
}
