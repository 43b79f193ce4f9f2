// Measuring a run from outside: wall clock around it, the kernel's own account of its CPU time,
// its output through a pipe, its GIL statistics through a file.
#include "runtime/shell/compare_run.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vm/base/clock.h"

static void run_child(int out, int errors, const char *mode, const char *stats,
                      const char *script, char **arguments, int n_arguments) {
    char mode_option[64];
    char stats_option[128];
    snprintf(mode_option, sizeof mode_option, "--gil=%s", mode);
    snprintf(stats_option, sizeof stats_option, "--gil-stats-file=%s", stats);
    char **argv = calloc((size_t)n_arguments + 5, sizeof *argv);
    if (argv) {
        argv[0] = "gilt";
        argv[1] = mode_option;
        argv[2] = stats_option;
        argv[3] = (char *)(uintptr_t)script;
        for (int i = 0; i < n_arguments; i++) {
            argv[4 + i] = arguments[i];
        }
        dup2(out, 1);
        dup2(errors, 2);
        execv("/proc/self/exe", argv);
    }
    _exit(127);
}

// Everything the pipe gives until it is closed.
static char *read_all(int fd, size_t *size) {
    size_t capacity = 4096;
    char *text = malloc(capacity);
    *size = 0;
    while (text) {
        ssize_t n = read(fd, text + *size, capacity - *size);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            break;
        }
        *size += (size_t)n;
        if (*size == capacity) {
            char *larger = realloc(text, capacity *= 2);
            if (!larger) {
                free(text);
            }
            text = larger;
        }
    }
    return text;
}

static void read_stats(const char *path, TimedRun *out) {
    FILE *file = fopen(path, "r");
    unsigned long long forced = 0, voluntary = 0, waits = 0, wait_ns = 0;
    if (file) {
        if (fscanf(file, "%llu %llu %llu %llu", &forced, &voluntary, &waits, &wait_ns) == 4) {
            out->switches = forced + voluntary;
            out->waits = waits;
            out->waited = (double)wait_ns / 1e9;
        }
        fclose(file);
    }
}

bool timed_run(const char *mode, const char *script, char **arguments, int n_arguments,
               TimedRun *out) {
    *out = (TimedRun){0};
    char stats[] = "/tmp/gilt-stats-XXXXXX";
    int stats_fd = mkstemp(stats);
    int errors_fd = memfd_create("errors", MFD_CLOEXEC);
    int pipe_fds[2];
    if (stats_fd < 0 || errors_fd < 0 || pipe2(pipe_fds, O_CLOEXEC) < 0) {
        return false;
    }
    close(stats_fd);
    uint64_t start = clock_monotonic_ns();
    pid_t child = fork();
    if (child == 0) {
        run_child(pipe_fds[1], errors_fd, mode, stats, script, arguments, n_arguments);
    }
    close(pipe_fds[1]);
    bool ok = child > 0;
    if (ok) {
        out->output = read_all(pipe_fds[0], &out->output_size);
        int status = 0;
        struct rusage usage;
        while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
        }
        out->wall = (double)(clock_monotonic_ns() - start) / 1e9;
        out->cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                   (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
        out->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        read_stats(stats, out);
        size_t size;
        lseek(errors_fd, 0, SEEK_SET);
        out->errors = read_all(errors_fd, &size);
        if (out->errors) {
            out->errors[size] = 0; // read_all keeps a byte free
        }
    }
    close(errors_fd);
    close(pipe_fds[0]);
    unlink(stats);
    return ok && out->output;
}

double system_load(void) {
    double load[1];
    return getloadavg(load, 1) == 1 ? load[0] : -1;
}

int system_cores(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}
