// The comparison: runs in turn, so that a machine that gets slower meanwhile slows all modes.
//
// The first run of each row is watched: it counts collisions, is slow, and gives no timing. It
// warms up the machine, too.
#include "runtime/shell/compare.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/shell/read_file.h"
#include "vm/thread/gil_policy.h"

#define THREAD_COUNTS_MAX 16

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n) {
    qsort(values, (size_t)n, sizeof *values, compare_doubles);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static int count_kinds(const TimedRun *runs, int n) {
    int kinds = 0;
    for (int i = 0; i < n; i++) {
        int k = 0;
        while (k < i && !timed_run_same_output(&runs[k], &runs[i])) {
            k++;
        }
        kinds += k == i;
    }
    return kinds;
}

Summary compare_summarise(const TimedRun *runs, int n) {
    Summary summary = {.kinds = count_kinds(runs, n)};
    double *walls = malloc(4 * (size_t)n * sizeof *walls);
    if (!walls) {
        return summary;
    }
    double *cpus = walls + n;
    double *waits = cpus + n;
    double *switches = waits + n;
    int n_held = 0;
    for (int i = 0; i < n; i++) {
        const CompareStats *stats = &runs[i].stats;
        walls[i] = runs[i].wall;
        cpus[i] = runs[i].cpu;
        waits[i] = (double)stats->wait_ns / 1e9;
        switches[i] = (double)stats->switches;
        summary.failures += runs[i].status != 0;
        summary.unmet += stats->expectation == EXPECT_FAILS;
        n_held += stats->expectation == EXPECT_HOLDS;
        summary.most_lost = stats->lost > summary.most_lost ? stats->lost : summary.most_lost;
    }
    summary.wall = median(walls, n);
    summary.spread = summary.wall > 0 ? (walls[n - 1] - walls[0]) / summary.wall : 0;
    summary.cpu = median(cpus, n);
    summary.waited = median(waits, n);
    summary.switches = (uint64_t)median(switches, n);
    summary.expectation = summary.unmet ? EXPECT_FAILS
                          : n_held == n ? EXPECT_HOLDS
                                        : EXPECT_RAISES;
    free(walls);
    return summary;
}

bool compare_differ(const Summary *a, const Summary *b) {
    double effect = a->wall > b->wall ? a->wall - b->wall : b->wall - a->wall;
    double noise_a = a->spread * a->wall;
    double noise_b = b->spread * b->wall;
    return effect > (noise_a > noise_b ? noise_a : noise_b);
}

// --- running ---

static void print_progress(size_t done, size_t total, const CompareRow *row) {
    if (isatty(2)) {
        fprintf(stderr, "\r  run %zu of %zu  [", done, total);
        for (size_t i = 0; i < 20; i++) {
            fputc(i < done * 20 / total ? '#' : '.', stderr);
        }
        fprintf(stderr, "] %-8s", row ? row->mode : "");
        if (done == total) {
            fprintf(stderr, "\r%60s\r", "");
        }
    }
}

// Runs everything. False after a message.
static bool run_all(Comparison *comparison) {
    const CommandLine *line = comparison->line;
    size_t total = ((size_t)line->n_runs + 1) * comparison->n_rows;
    size_t done = 0;
    for (int i = -1; i < line->n_runs; i++) {
        for (size_t k = 0; k < comparison->n_rows; k++) {
            CompareRow *row = &comparison->rows[k];
            RunOrder order = {
                .mode = row->mode,
                .script = line->target,
                .arguments = line->arguments,
                .n_arguments = line->n_arguments,
                .expect = comparison->expect,
                .threads = row->threads,
                .is_watched = i < 0,
                .interval_ns = line->interval_ns,
                .check_interval = line->check_interval,
            };
            print_progress(done++, total, row);
            if (!timed_run(&order, i < 0 ? &row->watched : &row->runs[i])) {
                fprintf(stderr, "gilt: compare: cannot run the script: %s\n", strerror(errno));
                return false;
            }
        }
    }
    print_progress(total, total, NULL);
    return true;
}

// --- what to compare ---

// The next part of a list with commas, cut to fit; false at its end.
static bool next_part(const char **list, char *part, size_t size) {
    if (!**list) {
        return false;
    }
    size_t length = strcspn(*list, ",");
    snprintf(part, size, "%.*s", (int)length, *list);
    *list += length + ((*list)[length] == ',');
    return true;
}

// The numbers of threads asked for; 0 after a message.
static size_t read_counts(const CommandLine *line, int counts[THREAD_COUNTS_MAX]) {
    counts[0] = (int)line->threads;
    if (!line->thread_counts) {
        return 1;
    }
    size_t n = 0;
    char part[16];
    for (const char *list = line->thread_counts; next_part(&list, part, sizeof part);) {
        char *end;
        long count = strtol(part, &end, 10);
        if (end == part || *end || count < 1 || count > 1000 || n == THREAD_COUNTS_MAX) {
            fprintf(stderr, "gilt: --threads takes numbers such as 1,2,4, not '%s'\n",
                    line->thread_counts);
            return 0;
        }
        counts[n++] = (int)count;
    }
    return n;
}

// "all" spelled out; cut off if there should ever be too many.
static void all_modes(char *text, size_t size) {
    size_t length = 0;
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        length += (size_t)snprintf(text + length, size - length, "%s,", (*policy)->name);
    }
    snprintf(text + length, size - length, "off");
}

static bool is_mode(const char *name) {
    return strcmp(name, "off") == 0 || gil_policy_find(name);
}

// Makes the rows. False after a message.
static bool make_rows(Comparison *comparison) {
    const CommandLine *line = comparison->line;
    char modes[256] = "on,off";
    int counts[THREAD_COUNTS_MAX];
    size_t n_counts = read_counts(line, counts);
    if (line->modes && strcmp(line->modes, "all") == 0) {
        all_modes(modes, sizeof modes);
    } else if (line->modes) {
        snprintf(modes, sizeof modes, "%s", line->modes);
    }
    size_t n_modes = 1; // at most
    for (const char *c = modes; *c; c++) {
        n_modes += *c == ',';
    }
    comparison->rows = calloc(n_counts * n_modes + 1, sizeof *comparison->rows);
    if (!comparison->rows) {
        fprintf(stderr, "gilt: compare: no memory\n");
        return false;
    }
    comparison->has_counts = n_counts > 1;
    char mode[16];
    for (const char *list = modes; n_counts && next_part(&list, mode, sizeof mode);) {
        if (!is_mode(mode)) {
            fprintf(stderr, "gilt: compare: unknown mode '%s': see gilt --help\n", mode);
            return false;
        }
        for (size_t i = 0; i < n_counts; i++) {
            CompareRow *row = &comparison->rows[comparison->n_rows];
            if (strcmp(mode, gil_policy_default()->name) == 0 && i == 0) {
                comparison->base = comparison->n_rows;
            }
            snprintf(row->mode, sizeof row->mode, "%s", mode);
            row->threads = counts[i];
            row->runs = calloc((size_t)line->n_runs, sizeof *row->runs);
            if (!row->runs) {
                fprintf(stderr, "gilt: compare: no memory\n");
                return false;
            }
            comparison->n_rows++;
        }
    }
    return comparison->n_rows > 0;
}

static void free_rows(Comparison *comparison) {
    for (size_t k = 0; k < comparison->n_rows; k++) {
        CompareRow *row = &comparison->rows[k];
        for (int i = 0; i < comparison->line->n_runs; i++) {
            timed_run_free(&row->runs[i]);
        }
        timed_run_free(&row->watched);
        free(row->runs);
    }
    free(comparison->rows);
}

int compare_command(const CommandLine *line) {
    size_t size;
    char *text = read_file(line->target, &size);
    if (!text) {
        fprintf(stderr, "gilt: can't open file '%s': [Errno %d] %s\n", line->target, errno,
                strerror(errno));
        return 2;
    }
    char *found = expectation_in(text, size);
    free(text);
    Comparison comparison = {
        .line = line,
        .expect = line->expect ? line->expect : found,
        .is_watched = true,
        .has_outputs = true,
    };
    int status = make_rows(&comparison) ? 0 : 2;
    if (status == 0 && !run_all(&comparison)) {
        status = 1;
    }
    for (size_t k = 0; status == 0 && k < comparison.n_rows; k++) {
        CompareRow *row = &comparison.rows[k];
        row->summary = compare_summarise(row->runs, line->n_runs);
    }
    if (status == 0) {
        (line->as_json ? compare_print_json : compare_print)(&comparison);
        for (size_t k = 0; k < comparison.n_rows; k++) {
            status |= comparison.rows[k].summary.failures > 0;
        }
    }
    free_rows(&comparison);
    free(found);
    return status;
}
