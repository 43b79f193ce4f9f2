// The comparison on paper: a table a class can read from the back of the room, what the outputs
// say, and what follows from all that, with the reason.
#include <stdio.h>
#include <string.h>

#include "runtime/shell/compare.h"
#include "runtime/shell/text_escape.h"

#define BAR_WIDTH          20
#define LINE_SHOWN         24 // bytes of an output that is shown beside others
#define DISTRIBUTION_SHOWN 3
#define TITLE_SHOWN        24
#define KINDS_SHOWN        3
#define SAMPLE_SHORT       4 // lines
#define SAMPLE_LONG        8

// "py310", or "py310 x 4" where there are several numbers of threads.
static const char *row_name(const Comparison *comparison, const CompareRow *row, char *text,
                            size_t size) {
    if (comparison->has_counts) {
        snprintf(text, size, "%s x%d", row->mode, row->threads);
    } else {
        snprintf(text, size, "%s", row->mode);
    }
    return text;
}

// The row a row's speed is compared with: one thread of the same mode, or the base.
static const CompareRow *base_of(const Comparison *comparison, const CompareRow *row) {
    if (!comparison->has_counts) {
        return &comparison->rows[comparison->base];
    }
    const CompareRow *base = row;
    while (base > comparison->rows && strcmp(base[-1].mode, row->mode) == 0) {
        base--;
    }
    return base;
}

// The last line a run wrote to stderr, as a rule what its exception says.
static void print_last_error(const TimedRun *run) {
    const char *last = run->errors;
    for (const char *e = run->errors; e && *e; e++) {
        last = *e == '\n' && e[1] ? e + 1 : last;
    }
    printf("%.*s\n", last ? (int)strcspn(last, "\n") : 0, last ? last : "");
}

static double ratio(double a, double b) {
    return b > 0 ? a / b : 0;
}

static double longest_wall(const Comparison *comparison) {
    double longest = 0;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        double wall = comparison->rows[i].summary.wall;
        longest = wall > longest ? wall : longest;
    }
    return longest;
}

// The unit in which all times of the comparison are shown: milliseconds if they are short.
static bool shows_ms(const Comparison *comparison) {
    return longest_wall(comparison) < 0.1;
}

static double shown_wall(const Comparison *comparison, const Summary *summary) {
    return shows_ms(comparison) ? summary->wall * 1e3 : summary->wall;
}

static void print_row(const Comparison *comparison, const CompareRow *row) {
    const Summary *s = &row->summary;
    char name[32];
    printf("  %-9s %7.3f %5.0f%% %5.2f %7.2fx %8llu",
           row_name(comparison, row, name, sizeof name), shown_wall(comparison, s),
           s->spread * 100, ratio(s->cpu, s->wall),
           ratio(base_of(comparison, row)->summary.wall, s->wall),
           (unsigned long long)s->switches);
    if (comparison->is_watched) {
        printf(" %8llu", (unsigned long long)row->watched.stats.collisions);
    }
    if (comparison->has_outputs) {
        printf(" %7d", s->kinds);
    }
    if (!comparison->expect) {
        printf("\n");
    } else if (s->unmet && s->most_lost > 0) {
        printf(" %9lld\n", (long long)s->most_lost);
    } else {
        printf(" %9s\n", s->unmet ? "wrong" : s->expectation == EXPECT_HOLDS ? "0" : "?");
    }
}

static void print_table(const Comparison *comparison) {
    const CommandLine *line = comparison->line;
    const char *slash = comparison->is_watched ? strrchr(line->target, '/') : NULL;
    const char *title = slash ? slash + 1 : line->target;
    printf("%.*s%s: %d run%s each, in turn, %d core%s, load %.2f (MEASURED)\n\n", TITLE_SHOWN,
           title, strlen(title) > TITLE_SHOWN ? ".." : "", line->n_runs,
           line->n_runs == 1 ? "" : "s", system_cores(), system_cores() == 1 ? "" : "s",
           system_load());
    printf("  %-9s %7s %6s %5s %8s %8s%s%s%s\n", "GIL",
           shows_ms(comparison) ? "wall ms" : "wall s", "spread", "cores", "speed-up",
           "switches", comparison->is_watched ? "  collide" : "",
           comparison->has_outputs ? " outputs" : "", comparison->expect ? " most lost" : "");
    for (size_t i = 0; i < comparison->n_rows; i++) {
        print_row(comparison, &comparison->rows[i]);
    }
    printf("\n");
}

static void print_bars(const Comparison *comparison) {
    double longest = longest_wall(comparison);
    for (size_t i = 0; i < comparison->n_rows; i++) {
        const CompareRow *row = &comparison->rows[i];
        char name[32];
        printf("  %-9s |", row_name(comparison, row, name, sizeof name));
        for (int k = 0; k < (int)(ratio(row->summary.wall, longest) * BAR_WIDTH + 0.5); k++) {
            putchar('#');
        }
        printf(" %.3f %s\n", shown_wall(comparison, &row->summary),
               shows_ms(comparison) ? "ms" : "s");
    }
    printf("\n");
}

// --- verdicts ---

// Why one mode is as fast as it is against the base; "" if the figures do not say.
static const char *reason(const CompareRow *row, const CompareRow *base, char *text,
                          size_t size) {
    const Summary *s = &row->summary;
    const Summary *b = &base->summary;
    double work = ratio(s->cpu, b->cpu);
    if (ratio(s->cpu, s->wall) > ratio(b->cpu, b->wall) + 0.3) {
        return s->wall < b->wall
                   ? ":\n    threads compute side by side"
                   : ":\n    threads run side by side and get in each other's way";
    }
    if (s->switches > 10 * (b->switches + 10)) {
        return ":\n    the GIL changes hands far more often";
    }
    if (s->waited > 2 * b->waited + 0.01) {
        return ":\n    threads wait longer for the GIL";
    }
    if (work > 1.1 || work < 0.9) {
        snprintf(text, size, ":\n    the same work takes %.1f times the CPU time", work);
        return text;
    }
    return "";
}

// Whether a row's time can be set against the base's at all: a script that fails takes as long
// as it takes.
static bool is_comparable(const CompareRow *row, const CompareRow *base) {
    return row != base && !row->summary.failures && !base->summary.failures;
}

static void print_speed(const CompareRow *row, const CompareRow *base) {
    double times = ratio(base->summary.wall, row->summary.wall);
    if (times < 1.1 && times > 0.9) {
        printf("  %s is as fast as %s.\n", row->mode, base->mode);
    } else {
        char text[64];
        printf("  %s is %.1f times as %s as %s%s.\n", row->mode, times >= 1 ? times : 1 / times,
               times >= 1 ? "fast" : "slow", base->mode, reason(row, base, text, sizeof text));
    }
}

static void print_speed_verdict(const Comparison *comparison) {
    const CompareRow *base = &comparison->rows[comparison->base];
    size_t n_unclear = 0;
    for (int is_unclear = 0; is_unclear < 2; is_unclear++) {
        for (size_t i = 0; i < comparison->n_rows; i++) {
            const CompareRow *row = &comparison->rows[i];
            bool differ =
                comparison->line->n_runs == 1 || compare_differ(&row->summary, &base->summary);
            if (!is_comparable(row, base) || differ == is_unclear) {
                continue;
            }
            if (differ) {
                print_speed(row, base);
            } else {
                printf("%s%s", n_unclear++ ? ", " : "  ", row->mode);
            }
        }
    }
    if (n_unclear) {
        printf(" against %s: the spread between runs exceeds the\n"
               "  difference: no conclusion about speed.\n",
               base->mode);
    }
}

// The modes under which the expectation came out like that; false if there are none.
static bool print_modes(const Comparison *comparison, ExpectResult result, const char *head) {
    bool is_first = true;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        const CompareRow *row = &comparison->rows[i];
        if (row->summary.expectation == result) {
            char name[32];
            printf("%s%s", is_first ? head : ", ",
                   row_name(comparison, row, name, sizeof name));
            is_first = false;
        }
    }
    return !is_first;
}

static void print_expectation_verdict(const Comparison *comparison) {
    if (!comparison->expect) {
        return;
    }
    printf("  Expected: %s\n", comparison->expect);
    if (print_modes(comparison, EXPECT_FAILS, "  Not so under ")) {
        printf(".\n");
    }
    if (print_modes(comparison, EXPECT_HOLDS, "  So in every run under ")) {
        printf(": never seen to fail there, which is\n  not the same as safe.\n");
    }
    if (print_modes(comparison, EXPECT_RAISES, "  It could not be evaluated under ")) {
        const CompareRow *row = comparison->rows;
        while (row->summary.expectation != EXPECT_RAISES) {
            row++;
        }
        printf(":\n      ");
        print_last_error(&row->runs[0]);
    }
}

// --- outputs ---

// Prints an output indented, at most a few lines of it.
static void print_sample(const TimedRun *run, int lines_max) {
    const char *p = run->output;
    const char *end = p + run->output_size;
    for (int i = 0; i < lines_max && p < end; i++) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline ? newline : end;
        printf("      %.*s\n", (int)(stop - p), p);
        p = newline ? newline + 1 : end;
    }
    if (p < end) {
        printf("      ...\n");
    }
    if (run->status) {
        printf("      (exit status %d) ", run->status);
        print_last_error(run);
    }
}

// The distribution of outputs of one line each: "py22   243769 x2, 400000 x1". False if they
// are longer.
static bool print_distribution(const char *name, const TimedRun *runs, int n) {
    for (int i = 0; i < n; i++) {
        const char *newline = memchr(runs[i].output, '\n', runs[i].output_size);
        size_t length = newline ? (size_t)(newline - runs[i].output) : runs[i].output_size;
        if (length > LINE_SHOWN || length + (newline != NULL) != runs[i].output_size ||
            runs[i].status) {
            return false;
        }
    }
    printf("    %-9s", name);
    int shown = 0;
    for (int i = 0; i < n; i++) {
        int first = 0;
        int times = 0;
        while (!timed_run_same_output(&runs[first], &runs[i])) {
            first++;
        }
        for (int k = i; k < n; k++) {
            times += timed_run_same_output(&runs[i], &runs[k]);
        }
        if (first == i && shown < DISTRIBUTION_SHOWN) {
            size_t length = runs[i].output_size;
            length -= length > 0 && runs[i].output[length - 1] == '\n';
            printf("%s %.*s x%d", shown++ ? "," : "", (int)length, runs[i].output, times);
        } else if (first == i) {
            shown++;
        }
    }
    if (shown > DISTRIBUTION_SHOWN) {
        printf(", %d more", shown - DISTRIBUTION_SHOWN);
    }
    printf("\n");
    return true;
}

// The different outputs of a row, with how often each came: three of them at most, or the first
// alone if no two are the same.
static void print_kinds(const char *name, const TimedRun *runs, int n, int kinds) {
    if (print_distribution(name, runs, n)) {
        return;
    }
    if (n > 1 && kinds == n) {
        printf("    GIL %s, no two of %d runs the same, the first:\n", name, n);
        print_sample(&runs[0], SAMPLE_LONG);
        return;
    }
    int shown = 0;
    for (int i = 0; i < n && shown < KINDS_SHOWN; i++) {
        int first = 0;
        while (!timed_run_same_output(&runs[first], &runs[i])) {
            first++;
        }
        if (first < i) {
            continue;
        }
        int times = 0;
        for (int k = i; k < n; k++) {
            times += timed_run_same_output(&runs[i], &runs[k]);
        }
        printf("    GIL %s, %d of %d runs:\n", name, times, n);
        print_sample(&runs[i], SAMPLE_SHORT);
        shown++;
    }
}

static bool outputs_agree(const Comparison *comparison) {
    for (size_t i = 0; i < comparison->n_rows; i++) {
        const CompareRow *row = &comparison->rows[i];
        if (row->summary.kinds != 1 ||
            !timed_run_same_output(&row->runs[0], &comparison->rows[0].runs[0])) {
            return false;
        }
    }
    return true;
}

static void print_outputs(const Comparison *comparison) {
    int n = comparison->line->n_runs;
    if (outputs_agree(comparison)) {
        const TimedRun *run = &comparison->rows[0].runs[0];
        printf("  All %zu outputs agree.\n", comparison->n_rows * (size_t)n);
        if (run->status) {
            printf("  The script failed in every run, with exit status %d: ", run->status);
            print_last_error(run);
        }
    } else {
        printf("  The outputs differ:\n");
        for (size_t i = 0; i < comparison->n_rows; i++) {
            char name[32];
            const CompareRow *row = &comparison->rows[i];
            print_kinds(row_name(comparison, row, name, sizeof name), row->runs, n,
                        row->summary.kinds);
        }
    }
    if (comparison->line->show_output) {
        const CompareRow *row = &comparison->rows[comparison->n_rows - 1];
        printf("\n  Output of the last run with the GIL %s:\n", row->mode);
        fwrite(row->runs[n - 1].output, 1, row->runs[n - 1].output_size, stdout);
    }
}

void compare_print(const Comparison *comparison) {
    print_table(comparison);
    print_bars(comparison);
    if (!comparison->has_counts) {
        print_speed_verdict(comparison);
    }
    for (size_t i = 0; comparison->has_counts && i < comparison->n_rows;) {
        size_t n = 1;
        while (i + n < comparison->n_rows &&
               strcmp(comparison->rows[i].mode, comparison->rows[i + n].mode) == 0) {
            n++;
        }
        compare_print_fit(&comparison->rows[i], n);
        i += n;
    }
    print_expectation_verdict(comparison);
    if (comparison->has_outputs) {
        print_outputs(comparison);
    }
}

// --- JSON ---

static void print_json_row(const CompareRow *row, int n_runs, double base_wall) {
    const Summary *s = &row->summary;
    printf("{\"gil\": \"%s\", \"threads\": %d, \"wall\": %.6f, \"spread\": %.4f, "
           "\"cpu\": %.6f, \"cores_used\": %.3f, \"speed_up\": %.3f, \"switches\": %llu, "
           "\"waited\": %.6f, \"failures\": %d, \"different_outputs\": %d, ",
           row->mode, row->threads, s->wall, s->spread, s->cpu, ratio(s->cpu, s->wall),
           ratio(base_wall, s->wall), (unsigned long long)s->switches, s->waited, s->failures,
           s->kinds);
    printf("\"collisions\": %llu, \"switches_in_windows\": %llu, \"windows\": %llu, "
           "\"expectation_failed\": %d, \"most_lost\": %lld, \"walls\": [",
           (unsigned long long)row->watched.stats.collisions,
           (unsigned long long)row->watched.stats.switches_in_windows,
           (unsigned long long)row->watched.stats.windows, s->unmet, (long long)s->most_lost);
    for (int i = 0; i < n_runs; i++) {
        printf("%s%.6f", i ? ", " : "", row->runs[i].wall);
    }
    printf("]}");
}

void compare_print_json(const Comparison *comparison) {
    const CommandLine *line = comparison->line;
    printf("{\"script\": ");
    escape_json(line->target, stdout);
    printf(", \"label\": \"MEASURED\", \"cores\": %d, \"load\": %.2f, \"runs\": %d, "
           "\"modes\": [",
           system_cores(), system_load(), line->n_runs);
    for (size_t i = 0; i < comparison->n_rows; i++) {
        const CompareRow *row = &comparison->rows[i];
        printf("%s", i ? ", " : "");
        print_json_row(row, line->n_runs, base_of(comparison, row)->summary.wall);
    }
    printf("], \"outputs_agree\": %s}\n", outputs_agree(comparison) ? "true" : "false");
}
