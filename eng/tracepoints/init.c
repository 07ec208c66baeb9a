/* First process of a guest: prints the tracepoints of the kernel as "TRACEPOINT category name", and powers off. */
#include <dirent.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>

#define EVENTS "/t/events"

static void list(const char *category)
{
    char path[512];
    snprintf(path, sizeof path, EVENTS "/%s", category);
    DIR *events = opendir(path);
    struct dirent *entry;
    while (events && (entry = readdir(events)))
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
            printf("TRACEPOINT %s %s\n", category, entry->d_name);
    if (events)
        closedir(events);
}

int main(void)
{
    mkdir("/t", 0700);
    if (mount("tracefs", "/t", "tracefs", 0, ""))
        perror("tracefs");
    DIR *categories = opendir(EVENTS);
    struct dirent *entry;
    while (categories && (entry = readdir(categories)))
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
            list(entry->d_name);
    fflush(stdout);
    reboot(RB_POWER_OFF);
}
