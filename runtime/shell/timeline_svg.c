// The timeline as a picture for slides: lanes with patterns as well as colours, and an arrow
// for each hand-over as long as they can be told apart.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/stats_report.h"
#include "runtime/shell/text_escape.h"
#include "runtime/shell/timeline_writers.h"

#define WIDTH       1200
#define LEFT        190
#define RIGHT       20
#define TOP         64
#define LANE_HEIGHT 34
#define BAR_HEIGHT  22
#define ARROW_WIDTH 3

// What is thinner than this is shown by its share of the time.
#define COLUMN_WIDTH 2
#define COLUMNS_MAX  ((WIDTH - LEFT - RIGHT) / COLUMN_WIDTH + 1)
#define THINNEST     0.2

// The room an entry of the legend takes: its colour, and a letter of its text.
#define LEGEND_SWATCH 60
#define LEGEND_LETTER 7.2

static const char STYLE[] =
    "<defs>\n"
    "<pattern id=\"wait\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
    "<rect width=\"6\" height=\"6\" fill=\"#ffe08a\"/>"
    "<path d=\"M0 6L6 0\" stroke=\"#8a6100\" stroke-width=\"1.2\"/></pattern>\n"
    "<pattern id=\"lock\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
    "<rect width=\"6\" height=\"6\" fill=\"#f6b0a8\"/>"
    "<path d=\"M0 0L6 6M0 6L6 0\" stroke=\"#8f1d10\" stroke-width=\"1\"/></pattern>\n"
    "<marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
    "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#1a1a1a\"/></marker>\n"
    "</defs>\n"
    "<style>text{font:14px sans-serif;fill:#1a1a1a}.n{font-weight:bold}"
    ".run{fill:#1b7837}.wait{fill:url(#wait)}.lock{fill:url(#lock)}"
    ".sleep{fill:#dcdcdc}.join{fill:#c9d3e6}.io{fill:#7fb8dd}.out{fill:#eeeeee}"
    ".stop{fill:#b79ad0}.a{stroke:#1a1a1a;stroke-width:1.1;fill:none;marker-end:url(#tip)}"
    "</style>\n";

static const char *const CLASSES[LANE_STATE_COUNT] = {"run",  "wait", "sleep", "lock",
                                                      "join", "io",   "out",   "stop"};
static const char *const MEANINGS[LANE_STATE_COUNT] = {
    "runs",           "waits for the GIL", "sleeps",  "waits for a lock",
    "joins a thread", "waits for I/O",     "outside", "stopped world"};

static double x_of(const TimelineView *view, uint64_t ns) {
    uint64_t from = view->from_ns;
    uint64_t clipped = ns < from ? from : ns > view->to_ns ? view->to_ns : ns;
    return LEFT +
           (double)(clipped - from) / (double)(view->to_ns - from) * (WIDTH - LEFT - RIGHT);
}

static void write_bar(const TimelineView *view, const Span *span, double y, FILE *out) {
    double start = x_of(view, span->start_ns);
    fprintf(out, "<rect class=\"%s\" x=\"%.2f\" y=\"%.0f\" width=\"%.2f\" height=\"%d\"/>\n",
            CLASSES[span->state], start, y, x_of(view, span->end_ns) - start, BAR_HEIGHT);
}

// A stretch of a lane whose spans are too thin to tell apart: columns in which each state has
// the part of the height that it has of the time.
typedef struct Mixture {
    double from, to;  // x
    bool has_columns; // there has been one of more than one column
    float shares[COLUMNS_MAX][LANE_STATE_COUNT];
} Mixture;

static size_t column_count(const Mixture *mixture) {
    return (size_t)ceil((mixture->to - mixture->from) / COLUMN_WIDTH);
}

// Adds what of a span, which is thinner than a column, lies in one column or in two.
static void mixture_add(Mixture *mixture, double start, double end, uint8_t state) {
    if (mixture->from == mixture->to) {
        *mixture = (Mixture){.from = start, .has_columns = mixture->has_columns};
    }
    mixture->to = end;
    size_t column = (size_t)((start - mixture->from) / COLUMN_WIDTH);
    double border = mixture->from + (double)(column + 1) * COLUMN_WIDTH;
    double before = (end < border ? end : border) - start;
    mixture->shares[column][state] += (float)(before / COLUMN_WIDTH);
    if (end > border && column + 1 < COLUMNS_MAX) {
        mixture->shares[column + 1][state] += (float)((end - border) / COLUMN_WIDTH);
    }
}

// The part of a column that `state` and the ones before it take.
static double share_up_to(const Mixture *mixture, size_t column, int state) {
    double sum = 0;
    for (int i = 0; i <= state; i++) {
        sum += (double)mixture->shares[column][i];
    }
    return sum;
}

static bool mixture_has(const Mixture *mixture, int state) {
    bool has = false;
    for (size_t i = 0; i < column_count(mixture); i++) {
        has = has || mixture->shares[i][state] > 0;
    }
    return has;
}

// The outline of what `state` and the ones before it take of all columns.
static void write_outline(const Mixture *mixture, int state, double y, FILE *out) {
    fprintf(out, "<path class=\"%s\" d=\"M%.1f %.0f", CLASSES[state], mixture->from,
            y + BAR_HEIGHT);
    int height = 0;
    double x = mixture->from;
    double drawn_to = x;
    for (size_t i = 0; i < column_count(mixture); i++) {
        double end = i + 1 < column_count(mixture) ? x + COLUMN_WIDTH : mixture->to;
        double whole = (end - x) / COLUMN_WIDTH;
        int next = (int)lround(share_up_to(mixture, i, state) / whole * BAR_HEIGHT);
        if (next != height) {
            fprintf(out, "h%.4gv%d", x - drawn_to, height - next);
            height = next;
            drawn_to = x;
        }
        x = end;
    }
    fprintf(out, "h%.4g", fmax(x - drawn_to, THINNEST));
    fprintf(out, "v%dz\"/>\n", height);
}

// Draws the mixture, if there is one, and empties it. The states stand on each other, that of
// running lowest: each is drawn over those above it.
static void write_mixture(Mixture *mixture, double y, FILE *out) {
    for (int state = LANE_STATE_COUNT - 1; state >= 0 && mixture->to > mixture->from; state--) {
        if (mixture_has(mixture, state)) {
            write_outline(mixture, state, y, out);
        }
    }
    mixture->has_columns = mixture->has_columns || column_count(mixture) > 1;
    mixture->to = mixture->from;
}

// A lane's bars, and mixtures of what is thinner than a column: whether there are such.
static bool write_lane(const Lane *lane, const TimelineView *view, double y, FILE *out) {
    fprintf(out, "<text class=\"n\" x=\"10\" y=\"%.0f\">", y + 16);
    escape_xml(lane->name, out);
    fputs("</text>\n", out);
    Mixture mixture = {0};
    for (size_t i = 0; i < lane->n; i++) {
        const Span *span = &lane->spans[i];
        double start = x_of(view, span->start_ns);
        double end = x_of(view, span->end_ns);
        if (end - start >= COLUMN_WIDTH) {
            write_mixture(&mixture, y, out);
            write_bar(view, span, y, out);
        } else if (end > start) {
            mixture_add(&mixture, start, end, span->state);
        }
    }
    write_mixture(&mixture, y, out);
    return mixture.has_columns;
}

static void write_scale(const TimelineView *view, double bottom, FILE *out) {
    for (int i = 0; i <= 4; i++) {
        uint64_t ns = view->from_ns + (view->to_ns - view->from_ns) * (uint64_t)i / 4;
        char time[16];
        stats_format_time(time, sizeof time, ns);
        double x = x_of(view, ns);
        fprintf(out,
                "<path d=\"M%.1f %dV%.0f\" stroke=\"#bbbbbb\"/><text x=\"%.1f\" y=\"%d\" "
                "text-anchor=\"%s\">%s</text>\n",
                x, TOP - 6, bottom, x, TOP - 12,
                i == 0   ? "start"
                : i == 4 ? "end"
                         : "middle",
                time);
    }
}

static void write_legend(double y, FILE *out) {
    double x = 10;
    for (int state = 0; state < LANE_STATE_COUNT; state++) {
        fprintf(out,
                "<rect class=\"%s\" x=\"%.0f\" y=\"%.0f\" width=\"26\" height=\"14\"/>"
                "<text x=\"%.0f\" y=\"%.0f\">%s</text>\n",
                CLASSES[state], x, y, x + 32, y + 12, MEANINGS[state]);
        x += LEGEND_SWATCH + LEGEND_LETTER * (double)strlen(MEANINGS[state]);
    }
}

// Whether an arrow can be told from those of the hand-overs before and after it.
static bool stands_alone(const Timeline *timeline, const TimelineView *view, size_t i) {
    const HandOver *all = timeline->handovers;
    double x = x_of(view, all[i].taken_ns);
    return (i == 0 || x - x_of(view, all[i - 1].taken_ns) > ARROW_WIDTH) &&
           (i + 1 == timeline->n_handovers ||
            x_of(view, all[i + 1].taken_ns) - x > ARROW_WIDTH);
}

static void write_arrow(const TimelineView *view, const HandOver *h, const size_t *row_of,
                        FILE *out) {
    bool is_down = row_of[h->to] > row_of[h->from];
    fprintf(out, "<path class=\"a\" d=\"M%.2f %.0fL%.2f %.0f\"/>\n", x_of(view, h->left_ns),
            TOP + (double)row_of[h->from] * LANE_HEIGHT + (is_down ? BAR_HEIGHT : 0),
            x_of(view, h->taken_ns),
            TOP + (double)row_of[h->to] * LANE_HEIGHT + (is_down ? 0 : BAR_HEIGHT));
}

void timeline_write_svg(const Timeline *timeline, const TimelineView *view, FILE *out) {
    size_t rows = 0;
    for (size_t i = 0; i < timeline->n_lanes; i++) {
        rows += timeline_shows(timeline, view, i);
    }
    double bottom = TOP + (double)rows * LANE_HEIGHT;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" "
            "role=\"img\">\n<title>",
            WIDTH, bottom + 40);
    escape_xml(view->title, out);
    fprintf(out, "</title>\n%s<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
            STYLE);
    fputs("<text class=\"n\" x=\"10\" y=\"22\">", out);
    escape_xml(view->title, out);
    fprintf(out, ", %s (MEASURED)</text>\n", view->mode);
    write_scale(view, bottom, out);
    size_t *row_of = calloc(timeline->n_lanes + 1, sizeof *row_of);
    size_t row = 0;
    bool has_mixtures = false;
    for (size_t i = 0; row_of && i < timeline->n_lanes; i++) {
        if (timeline_shows(timeline, view, i)) {
            row_of[i] = row;
            double y = TOP + (double)row++ * LANE_HEIGHT;
            has_mixtures = write_lane(&timeline->lanes[i], view, y, out) || has_mixtures;
        }
    }
    if (has_mixtures) {
        fprintf(out,
                "<text x=\"%d\" y=\"22\" text-anchor=\"end\">stacked: states too short to "
                "tell apart, by their shares of the time</text>\n",
                WIDTH - RIGHT);
    }
    for (size_t i = 0; row_of && i < timeline->n_handovers; i++) {
        const HandOver *h = &timeline->handovers[i];
        if (h->left_ns >= view->from_ns && h->taken_ns <= view->to_ns &&
            stands_alone(timeline, view, i) && timeline_shows(timeline, view, h->from) &&
            timeline_shows(timeline, view, h->to)) {
            write_arrow(view, h, row_of, out);
        }
    }
    free(row_of);
    write_legend(bottom + 14, out);
    fputs("</svg>\n", out);
}
