// The anatomy of hand-overs: where the time goes between wanting the GIL and having it.
#include <stdlib.h>

#include "runtime/shell/stats_report.h"
#include "runtime/shell/timeline_writers.h"
#include "vm/observe/place.h"

static int compare_latency(const void *a, const void *b) {
    uint64_t x = handover_latency(*(const HandOver *const *)a);
    uint64_t y = handover_latency(*(const HandOver *const *)b);
    return (x < y) - (x > y);
}

static bool is_shown(const Timeline *timeline, const TimelineView *view, const HandOver *h) {
    return h->taken_ns >= view->from_ns && h->left_ns <= view->to_ns &&
           (timeline_shows(timeline, view, h->to) || timeline_shows(timeline, view, h->from));
}

// The hand-overs the view shows in which a thread had to wait, longest first; null without
// memory.
static const HandOver **longest_first(const Timeline *timeline, const TimelineView *view,
                                      size_t *n) {
    const HandOver **list = malloc((timeline->n_handovers + 1) * sizeof *list);
    *n = 0;
    for (size_t i = 0; list && i < timeline->n_handovers; i++) {
        const HandOver *handover = &timeline->handovers[i];
        if (handover->wanted_ns != HANDOVER_NONE && is_shown(timeline, view, handover)) {
            list[(*n)++] = handover;
        }
    }
    if (list) {
        qsort(list, *n, sizeof *list, compare_latency);
    }
    return list;
}

// One part of the chain: from one moment to the next, of all hand-overs that have both.
typedef struct Part {
    const char *name;
    const char *meaning;
    uint64_t *times;
    size_t n;
} Part;

static int compare_times(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void part_add(Part *part, uint64_t start, uint64_t end) {
    if (part->times && start != HANDOVER_NONE && end != HANDOVER_NONE && end >= start) {
        part->times[part->n++] = end - start;
    }
}

static void part_print(Part *part, FILE *out) {
    char p50[16] = "-", p99[16] = "-", longest[16] = "-";
    if (part->n) {
        qsort(part->times, part->n, sizeof *part->times, compare_times);
        stats_format_time(p50, sizeof p50, part->times[(part->n - 1) / 2]);
        stats_format_time(p99, sizeof p99, part->times[(part->n * 99 + 99) / 100 - 1]);
        stats_format_time(longest, sizeof longest, part->times[part->n - 1]);
    }
    fprintf(out, "  %-9s %6zu %9s %9s %9s   %s\n", part->name, part->n, p50, p99, longest,
            part->meaning);
}

enum { PART_ASKED, PART_SEEN, PART_DROPPED, PART_WOKEN, PART_TAKEN, PART_ALL, PART_COUNT };

static void print_parts(const HandOver *const *list, size_t n, FILE *out) {
    Part parts[PART_COUNT] = {
        {.name = "request", .meaning = "the taker waited and asked"},
        {.name = "seen", .meaning = "until at a switch point"},
        {.name = "dropped", .meaning = "until it had let go"},
        {.name = "woken", .meaning = "until the taker was woken"},
        {.name = "taken", .meaning = "until the taker ran"},
        {.name = "all", .meaning = "from request or release on"},
    };
    for (int i = 0; i < PART_COUNT; i++) {
        parts[i].times = malloc((n + 1) * sizeof *parts[i].times);
    }
    for (size_t i = 0; i < n; i++) {
        const HandOver *h = list[i];
        if (h->requester == h->to) {
            part_add(&parts[PART_ASKED], h->wanted_ns, h->requested_ns);
        }
        part_add(&parts[PART_SEEN], h->requested_ns, h->seen_ns);
        part_add(&parts[PART_DROPPED], h->seen_ns, h->left_ns);
        part_add(&parts[PART_WOKEN], h->left_ns, h->woken_ns);
        part_add(&parts[PART_TAKEN], h->woken_ns, h->taken_ns);
        part_add(&parts[PART_ALL], h->taken_ns - handover_latency(h), h->taken_ns);
    }
    fprintf(out, "  %-9s %6s %9s %9s %9s\n", "part", "count", "median", "p99", "longest");
    for (int i = 0; i < PART_COUNT; i++) {
        part_print(&parts[i], out);
        free(parts[i].times);
    }
}

// How the latencies are spread: a bar for each power of ten there is.
static void print_histogram(const HandOver *const *list, size_t n, FILE *out) {
    static const char *const NAMES[] = {"below 10 us", "10-100 us", "0.1-1 ms",
                                        "1-10 ms",     "10-100 ms", "above 0.1 s"};
    size_t counts[6] = {0};
    size_t most = 1;
    for (size_t i = 0; i < n; i++) {
        int bin = 0;
        for (uint64_t limit = 10000; bin < 5 && handover_latency(list[i]) >= limit;
             limit *= 10) {
            bin++;
        }
        counts[bin]++;
        most = counts[bin] > most ? counts[bin] : most;
    }
    for (int bin = 0; bin < 6; bin++) {
        if (!counts[bin]) {
            continue;
        }
        fprintf(out, "  %-12s %7zu ", NAMES[bin], counts[bin]);
        for (size_t i = 0; i < counts[bin] * 50 / most; i++) {
            fputc('#', out);
        }
        fputc('\n', out);
    }
}

// The time from one moment to another; 0 unless both are known.
static uint64_t between(uint64_t from, uint64_t to) {
    return from != HANDOVER_NONE && to != HANDOVER_NONE && to > from ? to - from : 0;
}

// Says which part of a hand-over took most of the time, and why.
static void explain_story(const HandOver *h, FILE *out) {
    bool was_asked = h->requested_ns != HANDOVER_NONE;
    uint64_t asking = h->requester == h->to ? between(h->wanted_ns, h->requested_ns) : 0;
    uint64_t seeing = between(h->requested_ns, h->seen_ns);
    uint64_t holding = was_asked ? 0 : between(h->wanted_ns, h->left_ns);
    uint64_t waking = between(h->left_ns, h->taken_ns);
    if (asking >= seeing && asking >= holding && asking >= waking) {
        fprintf(out,
                "  Most of it is the switch interval: a waiter asks only when that is over.\n");
    } else if (seeing >= holding && seeing >= waking) {
        fprintf(out,
                "  Most of it the holder came to no switch point: one long instruction, or no\n"
                "  processor.\n");
    } else if (holding >= waking) {
        fprintf(out, "  Most of it the holder ran on unasked, until it blocked or ended.\n");
    } else {
        fprintf(out,
                "  Most of it the GIL was free: the taker was still to be woken, or had no\n"
                "  processor.\n");
    }
}

// The chain of one hand-over, moment by moment.
static void print_story(const Timeline *timeline, const HandOver *h, FILE *out) {
    const char *from = timeline->lanes[h->from].name;
    const char *to = timeline->lanes[h->to].name;
    struct {
        uint64_t time;
        const char *what;
        const char *who;
    } moments[] = {
        {h->wanted_ns, "wants the GIL", to},
        {h->requested_ns, "asks for it",
         h->requester == LANE_NOBODY ? to : timeline->lanes[h->requester].name},
        {h->seen_ns, "sees the request", from},
        {h->left_ns, h->reason == LEAVE_SWITCH ? "drops the GIL" : "releases the GIL to block",
         from},
        {h->woken_ns, "is woken", to},
        {h->taken_ns, "has the GIL", to},
    };
    fprintf(out, "  The longest hand-over:\n");
    uint64_t last = HANDOVER_NONE;
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        if (moments[i].time == HANDOVER_NONE) {
            continue;
        }
        char part[16] = "";
        if (last != HANDOVER_NONE && moments[i].time >= last) {
            stats_format_time(part, sizeof part, moments[i].time - last);
        }
        fprintf(out, "    %11.3f ms %8s%s  %s %s\n", (double)moments[i].time / 1e6, part,
                *part ? " later" : "      ", moments[i].who, moments[i].what);
        last = moments[i].time;
    }
    explain_story(h, out);
}

// The instruction during which a request had to wait longest to be seen.
static void print_slowest_instruction(const HandOver *const *list, size_t n, FILE *out) {
    const HandOver *slowest = NULL;
    for (size_t i = 0; i < n; i++) {
        const HandOver *h = list[i];
        bool is_known = h->requested_ns != HANDOVER_NONE && h->seen_ns != HANDOVER_NONE;
        if (is_known && (!slowest || h->seen_ns - h->requested_ns >
                                         slowest->seen_ns - slowest->requested_ns)) {
            slowest = h;
        }
    }
    if (slowest && slowest->place.code) {
        char time[16], place[32], function[32];
        stats_format_time(time, sizeof time, slowest->seen_ns - slowest->requested_ns);
        place_file_line(place, sizeof place, slowest->place);
        place_function(function, sizeof function, slowest->place);
        fprintf(out, "\n  Longest instruction in the way: %s, at %s in %s\n", time, place,
                function);
    }
}

void timeline_write_handovers(const Timeline *timeline, const TimelineView *view, FILE *out) {
    size_t n;
    const HandOver **list = longest_first(timeline, view, &n);
    size_t all = 0;
    for (size_t i = 0; i < timeline->n_handovers; i++) {
        all += is_shown(timeline, view, &timeline->handovers[i]);
    }
    char what[64];
    snprintf(what, sizeof what, "%zu switches, %zu waited for", all, n);
    timeline_write_title("hand-overs of ", view, what, out);
    if (list && n) {
        print_parts(list, n, out);
        print_histogram(list, n, out);
        print_slowest_instruction(list, n, out);
        print_story(timeline, list[0], out);
    } else {
        fprintf(out, "  Nobody had to wait for the GIL.\n");
    }
    free(list);
}

// The hand-over whose taker waited longest before it had the GIL; null if nobody had to wait.
static const HandOver *longest_wait(const Timeline *timeline) {
    const HandOver *longest = NULL;
    for (size_t i = 0; i < timeline->n_handovers; i++) {
        const HandOver *h = &timeline->handovers[i];
        if (h->wanted_ns != HANDOVER_NONE &&
            (!longest || h->taken_ns - h->wanted_ns > longest->taken_ns - longest->wanted_ns)) {
            longest = h;
        }
    }
    return longest;
}

// ", seen 3.1 us later", unless one of the two is not known.
static void print_part(const char *what, uint64_t from, uint64_t to, FILE *out) {
    if (from != HANDOVER_NONE && to != HANDOVER_NONE && to >= from) {
        char time[16];
        stats_format_time(time, sizeof time, to - from);
        fprintf(out, ", %s %s later", what, time);
    }
}

void timeline_write_one_handover(const Timeline *timeline, const TimelineView *view,
                                 FILE *out) {
    const HandOver *h = longest_wait(timeline);
    if (!h) {
        fprintf(out, "  Nobody had to wait for the GIL.\n");
        return;
    }
    uint64_t margin = (h->taken_ns - h->wanted_ns) / 8 + 1;
    TimelineView close = *view;
    close.pair = h;
    close.from_ns = h->wanted_ns > margin ? h->wanted_ns - margin : 0;
    close.to_ns =
        h->taken_ns + margin < timeline->length_ns ? h->taken_ns + margin : timeline->length_ns;
    timeline_write_lanes(timeline, &close, out);
    fprintf(out, "  %s wants the GIL", timeline->lanes[h->to].name);
    print_part("asks", h->wanted_ns, h->requested_ns, out);
    print_part("is heard", h->requested_ns, h->seen_ns, out);
    fprintf(out, ";\n  %s is at a switch point", timeline->lanes[h->from].name);
    print_part("has let go", h->seen_ns, h->left_ns, out);
    fprintf(out, ";\n  %s waits to be woken", timeline->lanes[h->to].name);
    print_part("is", h->left_ns, h->woken_ns, out);
    print_part("runs", h->woken_ns, h->taken_ns, out);
    fprintf(out, "\n");
}
