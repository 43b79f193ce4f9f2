// The live view behind %top.
//
//     %top: GIL py310, 2 cores; in the last 1.00 s: 198 switches, 196 forced
//
//       thread                 runs  waits  outside  switches
//       MainThread               0%     0%     100%         2  |                    |
//       first                   51%    49%       0%        98  |##########..........|
//       second                  49%    51%       0%        98  |##########..........|
//
// Each picture is the difference of two readings of the event log's statistics. What is neither
// running nor waiting for the GIL is outside: it sleeps, or waits for a lock, a thread, a file.
// The letters are those of a timeline.
#include "runtime/shell/top_view.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "runtime/shell/compare_run.h"
#include "runtime/shell/stats_report.h"
#include "runtime/shell/terminal.h"
#include "vm/base/clock.h"
#include "vm/object/exceptions.h"
#include "vm/thread/event_log.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/mode.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"

#define BAR_WIDTH     24
#define LOCKS_SHOWN   4
#define ROWS_DEFAULT  24
#define ROWS_BESIDES  5 // head, empty line, names of columns, and two at the bottom
#define ALTERNATE_ON  "\033[?1049h\033[?25l" // another screen, without cursor
#define ALTERNATE_OFF "\033[?25h\033[?1049l"
#define FROM_THE_TOP  "\033[H"
#define CLEAR_REST    "\033[J"
#define CLEAR_LINE    "\033[K"

// What all threads had done up to a moment.
typedef struct Reading {
    uint64_t time_ns;
    uint64_t switches;
    uint64_t forced;
    ThreadSummary *threads;
    size_t n;
} Reading;

static Reading take_reading(ThreadState *ts) ATTACHED {
    GilStats stats = gil_stats_read(&ts->interpreter->gil->stats);
    Reading reading = {
        .time_ns = clock_monotonic_ns(),
        .switches = stats.switches_forced + stats.switches_voluntary,
        .forced = stats.switches_forced,
    };
    reading.n = event_log_threads(ts, &reading.threads);
    return reading;
}

static uint64_t difference(uint64_t after, uint64_t before) {
    return after > before ? after - before : 0;
}

// What a thread did between two readings.
typedef struct Share {
    double runs; // parts of 1
    double waits;
    uint64_t switches;
} Share;

static Share share_of(const Reading *before, const Reading *after,
                      const ThreadSummary *thread) {
    ThreadSummary none = {0};
    const ThreadSummary *old = &none;
    for (size_t i = 0; i < before->n; i++) {
        if (before->threads[i].id == thread->id) {
            old = &before->threads[i];
        }
    }
    double length = (double)difference(after->time_ns, before->time_ns) + 1;
    double runs = (double)difference(thread->held_ns, old->held_ns) / length;
    double waits = (double)difference(thread->gil.wait_ns, old->gil.wait_ns) / length;
    runs = runs < 1 ? runs : 1;
    return (Share){
        .runs = runs,
        .waits = runs + waits < 1 ? waits : 1 - runs,
        .switches = difference(thread->gil.switches_forced + thread->gil.switches_voluntary,
                               old->gil.switches_forced + old->gil.switches_voluntary),
    };
}

static void print_thread(const char *name, Share share, const char *end) {
    char bar[BAR_WIDTH + 1];
    for (int i = 0; i < BAR_WIDTH; i++) {
        double at = (i + 0.5) / BAR_WIDTH;
        bar[i] = at < share.runs ? '#' : at < share.runs + share.waits ? '.' : ' ';
    }
    bar[BAR_WIDTH] = 0;
    printf("  %-18.18s %5.0f%% %5.0f%% %7.0f%% %9llu |%s|%s\n", name, share.runs * 100,
           share.waits * 100, (1 - share.runs - share.waits) * 100,
           (unsigned long long)share.switches, bar, end);
}

// Prints the difference of two readings in at most `rows` lines, each with `end` behind it.
static void print_view(ThreadState *ts, const Reading *before, const Reading *after, int rows,
                       const char *end) ATTACHED {
    char length[16];
    stats_format_time(length, sizeof length, difference(after->time_ns, before->time_ns));
    int cores = system_cores();
    printf("%%top: GIL %s, %d core%s; in the last %s: %llu switches, %llu forced%s\n%s\n",
           mode_get(ts) == GIL_OFF ? "off" : ts->interpreter->gil->policy->name, cores,
           cores == 1 ? "" : "s", length,
           (unsigned long long)difference(after->switches, before->switches),
           (unsigned long long)difference(after->forced, before->forced), end, end);
    printf("  %-18s %6s %6s %8s %9s  # runs  . waits for GIL%s\n", "thread", "runs", "waits",
           "outside", "switches", end);
    int room = rows - ROWS_BESIDES;
    size_t left_out = 0;
    for (size_t i = 0; i < after->n; i++) {
        const ThreadSummary *thread = &after->threads[i];
        if (thread->has_ended) {
            continue;
        }
        if (room > 0) {
            print_thread(thread->name, share_of(before, after, thread), end);
            room--;
        } else {
            left_out++;
        }
    }
    if (left_out) {
        printf("  and %zu more%s\n", left_out, end);
    } else if (room > LOCKS_SHOWN + 1) {
        printf("%s\n", end);
        stats_report_locks(ts, stdout, LOCKS_SHOWN, end);
    }
}

// --- the terminal ---

static int terminal_rows(void) {
    struct winsize size;
    return ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_row > ROWS_BESIDES ? size.ws_row
                                                                          : ROWS_DEFAULT;
}

// Keys come at once and unseen. False if that is no terminal.
static bool begin_keys(struct termios *before) {
    if (tcgetattr(0, before) < 0) {
        return false;
    }
    struct termios keys = *before;
    keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    return tcsetattr(0, TCSANOW, &keys) == 0;
}

// Waits until the deadline, detached. True if somebody wants to leave: q, Ctrl-C, Ctrl-D.
static bool wait_for_key(ThreadState *ts, uint64_t deadline_ns) ATTACHED {
    bool leaves = false;
    thread_detach(ts);
    uint64_t now;
    while (!leaves && (now = clock_monotonic_ns()) < deadline_ns) {
        struct pollfd key = {.fd = 0, .events = POLLIN};
        uint64_t left_ms = (deadline_ns - now) / 1000000 + 1;
        int timeout_ms = left_ms < INT_MAX ? (int)left_ms : INT_MAX;
        leaves = signals_poll(ts->interpreter, &key, 1, timeout_ms);
        char c = 0;
        if (!leaves && key.revents) {
            leaves = read(0, &c, 1) <= 0 || c == 'q' || c == 'Q' || c == 4;
        }
    }
    thread_attach(ts);
    return leaves;
}

static void run_live(ThreadState *ts, uint64_t interval_ns) ATTACHED {
    fputs(ALTERNATE_ON FROM_THE_TOP CLEAR_REST "%top: watching; q or Ctrl-C ends it\n", stdout);
    fflush(stdout);
    Reading before = take_reading(ts);
    Reading after = take_reading(ts);
    bool is_drawn = false;
    while (!wait_for_key(ts, after.time_ns + interval_ns)) {
        free(before.threads);
        before = after;
        after = take_reading(ts);
        fputs(FROM_THE_TOP, stdout);
        print_view(ts, &before, &after, terminal_rows(), CLEAR_LINE);
        fputs(CLEAR_LINE "\n  q or Ctrl-C ends it" CLEAR_REST, stdout);
        fflush(stdout);
        is_drawn = true;
    }
    fputs(ALTERNATE_OFF, stdout);
    if (is_drawn) {
        print_view(ts, &before, &after, terminal_rows(), "");
    }
    free(before.threads);
    free(after.threads);
}

static void run_once(ThreadState *ts, uint64_t interval_ns) ATTACHED {
    Reading before = take_reading(ts);
    if (guest_thread_sleep(ts, clock_deadline(interval_ns))) {
        Reading after = take_reading(ts);
        print_view(ts, &before, &after, INT_MAX, "");
        free(after.threads);
    }
    error_clear(ts); // Ctrl-C: nothing is shown
    free(before.threads);
}

void top_view_run(ThreadState *ts, uint64_t interval_ns) {
    bool was_on = ts->interpreter->event_log->is_on;
    if (!was_on) {
        event_log_start(ts, 0);
    }
    struct termios keys;
    if (isatty(0) && terminal_has_escapes() && begin_keys(&keys)) {
        run_live(ts, interval_ns);
        tcsetattr(0, TCSANOW, &keys);
    } else {
        run_once(ts, interval_ns);
    }
    if (!was_on) {
        event_log_stop(ts);
    }
}
