// Two tables, 80 columns wide: threads in the order in which they began, locks with the most
// waited for first.
#include "runtime/shell/stats_report.h"

#include <stdlib.h>
#include <string.h>

#include "vm/observe/place.h"
#include "vm/thread/event_log.h"
#include "vm/thread/mode.h"
#include "vm/thread/process.h"

#define THREADS_SHOWN 40
#define LOCKS_SHOWN   12

void stats_format_time(char *text, size_t size, uint64_t ns) {
    static const struct {
        uint64_t unit;
        const char *name;
    } UNITS[] = {{1000000000, "s"}, {1000000, "ms"}, {1000, "us"}, {1, "ns"}};
    int i = 0;
    while (i < 3 && ns < UNITS[i].unit) {
        i++;
    }
    double value = (double)ns / (double)UNITS[i].unit;
    int digits = i == 3 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
    snprintf(text, size, "%.*f %s", digits, value, UNITS[i].name);
}

static void print_threads(ThreadState *ts, FILE *out) ATTACHED {
    ThreadSummary *threads;
    size_t n = event_log_threads(ts, &threads);
    GilStats all = gil_stats_read(&ts->interpreter->gil->stats);
    fprintf(out,
            "GIL %s: %llu switches, %llu of them forced (MEASURED)\n"
            "  %llu requests, %llu wake-ups in vain\n",
            mode_get(ts) == GIL_OFF ? "off" : ts->interpreter->gil->policy->name,
            (unsigned long long)(all.switches_forced + all.switches_voluntary),
            (unsigned long long)all.switches_forced, (unsigned long long)all.requests,
            (unsigned long long)all.wakeups_in_vain);
    fprintf(out, "  %-20s %8s %8s %8s %9s %9s %9s\n", "thread", "ran", "waited", "blocked",
            "voluntary", "forced", "longest");
    for (size_t i = 0; i < n && i < THREADS_SHOWN; i++) {
        const ThreadSummary *t = &threads[i];
        char held[16], waited[16], blocked[16], longest[16];
        stats_format_time(held, sizeof held, t->held_ns);
        stats_format_time(waited, sizeof waited, t->gil.wait_ns);
        stats_format_time(blocked, sizeof blocked, t->blocked_ns);
        stats_format_time(longest, sizeof longest, t->gil.longest_wait_ns);
        fprintf(out, "  %-20.20s %8s %8s %8s %9llu %9llu %9s\n", t->name, held, waited, blocked,
                (unsigned long long)t->gil.switches_voluntary,
                (unsigned long long)t->gil.switches_forced, longest);
    }
    if (n > THREADS_SHOWN) {
        fprintf(out, "  and %zu more\n", n - THREADS_SHOWN);
    }
    free(threads);
}

void stats_report_locks(ThreadState *ts, FILE *out, size_t most, const char *end) {
    LockRecord *locks;
    size_t n = event_log_locks(ts, &locks);
    if (n) {
        fprintf(out, "  %-32s %10s %10s %9s %9s%s\n", "lock, and where it was made", "taken",
                "contended", "waited", "longest", end);
    }
    for (size_t i = 0; i < n && i < most; i++) {
        const LockRecord *lock = &locks[i];
        char waited[16], longest[16], place[64], name[96];
        stats_format_time(waited, sizeof waited, lock->wait_ns);
        stats_format_time(longest, sizeof longest, lock->longest_wait_ns);
        place_file_line(place, sizeof place, lock->created);
        snprintf(name, sizeof name, "%s #%llu %s", lock->kind == WAIT_RLOCK ? "RLock" : "Lock",
                 (unsigned long long)lock->number, place);
        fprintf(out, "  %-32.32s %10llu %10llu %9s %9s%s\n", name,
                (unsigned long long)lock->acquisitions, (unsigned long long)lock->contentions,
                waited, longest, end);
    }
    if (n > most) {
        fprintf(out, "  and %zu more%s\n", n - most, end);
    }
    free(locks);
}

void stats_print_others(ThreadState *ts, FILE *out) {
    int64_t n = process_others_made(ts->interpreter->process);
    if (n > 0) {
        fprintf(out, "  of this interpreter only; there %s %lld other%s in the process\n",
                n == 1 ? "was" : "were", (long long)n, n == 1 ? "" : "s");
    }
}

void stats_report_print(ThreadState *ts, FILE *out) {
    print_threads(ts, out);
    stats_report_locks(ts, out, LOCKS_SHOWN, "");
    stats_print_others(ts, out);
    fflush(out);
}
