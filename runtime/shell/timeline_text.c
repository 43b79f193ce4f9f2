// The timeline for a terminal of 80 columns.
//
//     thread            0 s                                                      1.20 s
//     MainThread       |##jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj##|
//     Thread-1 (work)  |  #######......########......###########......#######     |
//     Thread-2 (work)  |  .......######........######...........######.......#### |
//
// A cell shows what the thread did for most of that time; one that also ran a little shows `+`.
// Colour only repeats what the letter says.
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "runtime/shell/stats_report.h"
#include "runtime/shell/timeline_writers.h"
#include "vm/observe/place.h"

#define LINE_WIDTH  80
#define NAME_WIDTH  18
#define CELL_COUNT  60
#define LANES_SHOWN 32
#define WAITS_SHOWN 3

// Shorter ones are no waits but the way from one state to the next.
#define WAIT_SHOWN_NS 10000

static const char CELLS[LANE_STATE_COUNT] = {'#', '.', 'z', 'L', 'j', 'i', '-', '='};
#define CELL_SOME_RUN '+'

// Colours of the eight, for those who have them: green, yellow, then quieter ones.
static const char *const COLOURS[LANE_STATE_COUNT] = {"1;32", "33", "90", "31",
                                                      "90",   "36", "90", "35"};

bool timeline_shows(const Timeline *timeline, const TimelineView *view, size_t lane) {
    if (view->pair) {
        return lane == view->pair->from || lane == view->pair->to;
    }
    if (!view->thread) {
        return true;
    }
    char *end;
    unsigned long number = strtoul(view->thread, &end, 10);
    if (*view->thread && !*end) {
        return number == lane + 1;
    }
    return strstr(timeline->lanes[lane].name, view->thread) != NULL;
}

// Prints a name in exactly NAME_WIDTH columns.
static void print_name(const char *name, FILE *out) {
    int width = 0;
    const uint8_t *at = (const uint8_t *)name;
    while (*at) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate(at, -1, &c);
        int columns = n > 0 ? utf8proc_charwidth(c) : 1;
        if (width + columns > NAME_WIDTH) {
            break;
        }
        fwrite(at, 1, n > 0 ? (size_t)n : 1, out);
        at += n > 0 ? n : 1;
        width += columns;
    }
    fprintf(out, "%*s", NAME_WIDTH - width, "");
}

// How long a lane was in each state within a cell; `at` is the first span that may touch it.
static void measure_cell(const Lane *lane, size_t *at, uint64_t from, uint64_t to,
                         uint64_t times[LANE_STATE_COUNT]) {
    while (*at < lane->n && lane->spans[*at].end_ns <= from) {
        ++*at;
    }
    for (size_t i = *at; i < lane->n && lane->spans[i].start_ns < to; i++) {
        const Span *span = &lane->spans[i];
        uint64_t start = span->start_ns > from ? span->start_ns : from;
        uint64_t end = span->end_ns < to ? span->end_ns : to;
        times[span->state] += end - start;
    }
}

// The state a cell shows, LANE_STATE_COUNT for nothing; *some_run: it also ran.
static LaneState cell_state(const uint64_t times[LANE_STATE_COUNT], bool *some_run) {
    LaneState most = LANE_STATE_COUNT;
    for (int state = 0; state < LANE_STATE_COUNT; state++) {
        if (times[state] && (most == LANE_STATE_COUNT || times[state] > times[most])) {
            most = (LaneState)state;
        }
    }
    *some_run = most != LANE_RUN && times[LANE_RUN] > 0;
    return most;
}

static void print_lane(const Lane *lane, const TimelineView *view, FILE *out) {
    uint64_t length = view->to_ns - view->from_ns;
    size_t at = 0;
    print_name(lane->name, out);
    fputc('|', out);
    for (uint64_t cell = 0; cell < CELL_COUNT; cell++) {
        uint64_t times[LANE_STATE_COUNT] = {0};
        bool some_run;
        measure_cell(lane, &at, view->from_ns + length * cell / CELL_COUNT,
                     view->from_ns + length * (cell + 1) / CELL_COUNT, times);
        LaneState state = cell_state(times, &some_run);
        char shown = state == LANE_STATE_COUNT ? ' ' : some_run ? CELL_SOME_RUN : CELLS[state];
        if (view->has_colour && shown != ' ') {
            fprintf(out, "\033[%sm%c\033[0m", COLOURS[some_run ? LANE_RUN : state], shown);
        } else {
            fputc(shown, out);
        }
    }
    fprintf(out, "|\n");
}

// The scale above the lanes: times at the left, in the middle, at the right.
static void print_scale(const TimelineView *view, FILE *out) {
    char left[16], middle[16], right[16];
    stats_format_time(left, sizeof left, view->from_ns);
    stats_format_time(middle, sizeof middle, view->from_ns + (view->to_ns - view->from_ns) / 2);
    stats_format_time(right, sizeof right, view->to_ns);
    int half = CELL_COUNT / 2;
    fprintf(out, "%-*s %-*s%-*s%*s\n", NAME_WIDTH, "", half, left, half - 8, middle, 8, right);
    fprintf(out, "%-*s|", NAME_WIDTH, "");
    for (int i = 0; i < CELL_COUNT; i++) {
        fputc(i % (CELL_COUNT / 4) == 0 ? '+' : '-', out);
    }
    fprintf(out, "|\n");
}

static void print_legend(FILE *out) {
    fprintf(out, "\n  # runs   . waits for the GIL   + mostly something else, also ran\n"
                 "  z sleeps   L waits for a lock   j joins a thread   i waits for I/O\n"
                 "  - outside   = stopped world\n");
}

// A wait for the GIL, and whose.
typedef struct LongWait {
    const Span *span;
    const Lane *lane;
} LongWait;

static uint64_t wait_length(LongWait wait) {
    return wait.span ? wait.span->end_ns - wait.span->start_ns : 0;
}

// Puts a wait into the list of the longest, if it is one of them.
static void rank_wait(LongWait longest[WAITS_SHOWN], LongWait wait) {
    for (int rank = 0; rank < WAITS_SHOWN; rank++) {
        if (wait_length(wait) > wait_length(longest[rank])) {
            LongWait displaced = longest[rank];
            longest[rank] = wait;
            wait = displaced;
        }
    }
}

static void print_waits(const Timeline *timeline, const TimelineView *view, FILE *out) {
    LongWait longest[WAITS_SHOWN] = {{0}};
    for (size_t i = 0; i < timeline->n_lanes; i++) {
        const Lane *lane = &timeline->lanes[i];
        for (size_t k = 0; timeline_shows(timeline, view, i) && k < lane->n; k++) {
            const Span *span = &lane->spans[k];
            bool is_long = span->end_ns - span->start_ns >= WAIT_SHOWN_NS;
            if (span->state == LANE_WAIT && is_long && span->end_ns > view->from_ns &&
                span->start_ns < view->to_ns) {
                rank_wait(longest, (LongWait){span, lane});
            }
        }
    }
    if (longest[0].span) {
        fprintf(out, "  longest waits for the GIL:\n");
    }
    for (int rank = 0; rank < WAITS_SHOWN && longest[rank].span; rank++) {
        char time[16], start[16], place[64];
        stats_format_time(time, sizeof time, wait_length(longest[rank]));
        stats_format_time(start, sizeof start, longest[rank].span->start_ns);
        place_file_line(place, sizeof place, longest[rank].span->place);
        bool has_place = longest[rank].span->place.code;
        fprintf(out, "    %s, %s, from %s on%s%s\n", longest[rank].lane->name, time, start,
                has_place ? ", at " : "", has_place ? place : "");
    }
}

void timeline_write_lanes(const Timeline *timeline, const TimelineView *view, FILE *out) {
    print_scale(view, out);
    size_t shown = 0;
    size_t wanted = 0;
    for (size_t i = 0; i < timeline->n_lanes; i++) {
        if (timeline_shows(timeline, view, i)) {
            wanted++;
            if (shown < LANES_SHOWN) {
                shown++;
                print_lane(&timeline->lanes[i], view, out);
            }
        }
    }
    if (wanted > shown) {
        fprintf(out,
                "  and %zu more threads: see --thread, or write a page with -o FILE.html\n",
                wanted - shown);
    }
}

void timeline_write_title(const char *kind, const TimelineView *view, const char *what,
                          FILE *out) {
    int room = LINE_WIDTH - (int)(strlen(kind) + strlen(view->mode) + strlen(what)) -
               (int)strlen(": ,  (MEASURED)");
    int length = (int)strcspn(view->title, "\n");
    bool is_cut = length > room || view->title[length];
    int shown = is_cut && length > room - 2 ? room - 2 : length;
    fprintf(out, "%s%.*s%s: %s, %s (MEASURED)\n\n", kind, shown > 0 ? shown : 0, view->title,
            is_cut ? ".." : "", view->mode, what);
}

void timeline_write_text(const Timeline *timeline, const TimelineView *view, FILE *out) {
    char length[16], what[96];
    stats_format_time(length, sizeof length, timeline->length_ns);
    snprintf(what, sizeof what, "%zu thread%s, %s, %zu switches", timeline->n_lanes,
             timeline->n_lanes == 1 ? "" : "s", length, timeline->n_handovers);
    timeline_write_title("", view, what, out);
    timeline_write_lanes(timeline, view, out);
    print_legend(out);
    print_waits(timeline, view, out);
    if (timeline->dropped) {
        fprintf(out, "  %llu events were dropped: lanes begin late (more room: --events N)\n",
                (unsigned long long)timeline->dropped);
    }
}
