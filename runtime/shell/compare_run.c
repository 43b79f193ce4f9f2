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

// Replaces this process, a child, by the run.
static void run_child(int out, int errors, const char *stats, const RunOrder *order) {
    char mode[64], file[128], threads[32], interval[64], check[64];
    char *expect = NULL;
    size_t n = 0;
    char **argv = calloc((size_t)order->n_arguments + 13, sizeof *argv);
    if (!argv || (order->expect && asprintf(&expect, "--gil-expect=%s", order->expect) < 0)) {
        _exit(127);
    }
    snprintf(mode, sizeof mode, "--gil=%s", order->mode);
    snprintf(file, sizeof file, "--gil-stats-file=%s", stats);
    snprintf(threads, sizeof threads, "--threads=%d", order->threads);
    snprintf(interval, sizeof interval, "--switch-interval=%.9f",
             (double)order->interval_ns / 1e9);
    snprintf(check, sizeof check, "--check-interval=%u", order->check_interval);
    argv[n++] = "gilt";
    argv[n++] = mode;
    argv[n++] = file;
    argv[n++] = threads;
    if (order->interval_ns) {
        argv[n++] = interval;
    }
    if (order->check_interval) {
        argv[n++] = check;
    }
    if (order->is_watched) {
        argv[n++] = "--gil-watch";
    }
    if (expect) {
        argv[n++] = expect;
    }
    argv[n++] = (char *)(uintptr_t)order->script;
    for (int i = 0; i < order->n_arguments; i++) {
        argv[n++] = order->arguments[i];
    }
    dup2(out, 1);
    dup2(errors, 2);
    execv("/proc/self/exe", argv);
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

// Waits for the child and measures it.
static void finish_child(pid_t child, uint64_t start, TimedRun *out) {
    int status = 0;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    out->wall = (double)(clock_monotonic_ns() - start) / 1e9;
    out->cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    out->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool timed_run(const RunOrder *order, TimedRun *out) {
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
        run_child(pipe_fds[1], errors_fd, stats, order);
    }
    close(pipe_fds[1]);
    bool ok = child > 0;
    if (ok) {
        out->output = read_all(pipe_fds[0], &out->output_size);
        finish_child(child, start, out);
        out->stats = compare_stats_read(stats);
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

bool timed_run_same_output(const TimedRun *a, const TimedRun *b) {
    return a->output_size == b->output_size &&
           memcmp(a->output, b->output, a->output_size) == 0 && a->status == b->status;
}

void timed_run_free(TimedRun *run) {
    free(run->output);
    free(run->errors);
    *run = (TimedRun){0};
}

double system_load(void) {
    double load[1];
    return getloadavg(load, 1) == 1 ? load[0] : -1;
}

int system_cores(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}
