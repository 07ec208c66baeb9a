// Process 1 of a guest: prints the system calls that the kernel traces, with their parameters and their numbers.
//   F NAME|TYPE PARAMETER|...   from the format file of syscalls:sys_enter_NAME
//   N NUMBER NAME               what was traced when a process made the call with that number; reboot and vfork are left out
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define TRACING "/sys/kernel/tracing/"
#define NUMBERS 1000
#define TRIED 600

#ifndef SYS_vfork
#define SYS_vfork SYS_reboot
#endif

static char names[NUMBERS][64];

static void set(const char *file, const char *value)
{
    char path[256];
    snprintf(path, sizeof path, TRACING "%s", file);
    int descriptor = open(path, O_WRONLY | O_TRUNC);
    if (descriptor < 0 || write(descriptor, value, strlen(value)) < 0)
        printf("E %s\n", path);
    close(descriptor);
}

static void print_format(const char *name)
{
    char path[400], line[1000];
    snprintf(path, sizeof path, TRACING "events/syscalls/%s/format", name);
    FILE *file = fopen(path, "r");
    int is_argument = 0;
    printf("F %s", name + strlen("sys_enter_"));
    while (file && fgets(line, sizeof line, file)) {
        char *field = strstr(line, "field:"), *end = strchr(line, ';');
        if (is_argument && field && end && strstr(end, "size:8;")) {
            *end = 0;
            printf("|%s", field + strlen("field:"));
        }
        is_argument |= strstr(line, "__syscall_nr") != NULL;
    }
    if (file)
        fclose(file);
    printf("\n");
}

static void make_calls(void)
{
    for (int number = 0; number < TRIED; number++) {
        if (number == SYS_reboot || number == SYS_vfork)
            continue;
        pid_t child = fork();
        if (child == 0) {
            struct itimerval soon = { { 0, 0 }, { 0, 100000 } };
            setitimer(ITIMER_REAL, &soon, NULL);
            syscall(number, -1L, -1L, -1L, -1L, -1L, -1L);
            _exit(0);
        }
        for (int i = 0; i < 200 && waitpid(child, NULL, WNOHANG) != child; i++)
            usleep(3000);
        kill(child, SIGKILL);
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
    }
}

// The event of the call itself comes right before that of all calls, which has the number.
static void read_trace(void)
{
    char line[2000], name[64] = "";
    FILE *file = fopen(TRACING "trace", "r");
    while (file && fgets(line, sizeof line, file)) {
        char *all = strstr(line, "sys_enter: NR "), *call = strstr(line, ": sys_"), *end = call ? strchr(call, '(') : NULL;
        if (all) {
            long number = atol(all + strlen("sys_enter: NR "));
            if (name[0] && number >= 0 && number < NUMBERS) {
                if (names[number][0] && strcmp(names[number], name))
                    printf("E %ld is %s and %s\n", number, names[number], name);
                strcpy(names[number], name);
            }
            name[0] = 0;
        } else if (end && !strstr(call, "->")) {
            *end = 0;
            snprintf(name, sizeof name, "%s", call + strlen(": sys_"));
        } else {
            name[0] = 0;
        }
    }
}

int main(void)
{
    mount("proc", "/proc", "proc", 0, NULL);
    mount("sysfs", "/sys", "sysfs", 0, NULL);
    mount("nodev", TRACING, "tracefs", 0, NULL);
    DIR *events = opendir(TRACING "events/syscalls");
    struct dirent *event;
    while (events && (event = readdir(events)))
        if (!strncmp(event->d_name, "sys_enter_", strlen("sys_enter_")))
            print_format(event->d_name);
    fflush(stdout);

    // One CPU, so that the events are in order.
    cpu_set_t cpu;
    CPU_ZERO(&cpu);
    CPU_SET(0, &cpu);
    sched_setaffinity(0, sizeof cpu, &cpu);
    set("tracing_on", "0");
    set("buffer_size_kb", "8192");
    set("options/event-fork", "1");
    fflush(stdout);
    pid_t runner = fork();
    if (runner == 0) {
        char self[30];
        snprintf(self, sizeof self, "%d", getpid());
        set("set_event_pid", self);
        set("events/syscalls/enable", "1");
        set("events/raw_syscalls/sys_enter/enable", "1");
        set("tracing_on", "1");
        make_calls();
        set("tracing_on", "0");
        fflush(stdout);
        _exit(0);
    }
    waitpid(runner, NULL, 0);
    read_trace();
    for (int number = 0; number < NUMBERS; number++)
        if (names[number][0])
            printf("N %d %s\n", number, names[number]);
    fflush(stdout);
    sleep(1);
    reboot(RB_POWER_OFF);
    for (;;)
        pause();
}
