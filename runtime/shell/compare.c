// The comparison: runs in turn, so that a machine that gets slower meanwhile slows both modes;
// medians and spreads; one table a class can read from the back of the room; and what the
// outputs say.
#include "runtime/shell/compare.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/shell/compare_run.h"

#define MODE_COUNT 2
#define BAR_WIDTH  20

static const char *const MODES[MODE_COUNT] = {"on", "off"};

// What is known of one mode after all runs.
typedef struct Summary {
    double wall;   // medians
    double spread; // (largest - smallest) / median of the wall times
    double cpu;
    double waited;
    uint64_t switches;
    int failures; // runs with an exit status other than 0
    int kinds;    // different outputs
} Summary;

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n) {
    qsort(values, (size_t)n, sizeof *values, compare_doubles);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static bool same_output(const TimedRun *a, const TimedRun *b) {
    return a->output_size == b->output_size &&
           memcmp(a->output, b->output, a->output_size) == 0 && a->status == b->status;
}

static int count_kinds(const TimedRun *runs, int n) {
    int kinds = 0;
    for (int i = 0; i < n; i++) {
        int k = 0;
        while (k < i && !same_output(&runs[k], &runs[i])) {
            k++;
        }
        kinds += k == i;
    }
    return kinds;
}

static Summary summarise(const TimedRun *runs, int n) {
    Summary summary = {.kinds = count_kinds(runs, n)};
    double *values = malloc((size_t)n * sizeof *values);
    if (!values) {
        return summary;
    }
#define MEDIAN_OF(field)                                                                       \
    for (int i = 0; i < n; i++) {                                                              \
        values[i] = (double)runs[i].field;                                                     \
    }                                                                                          \
    summary.field = median(values, n)
    MEDIAN_OF(cpu);
    MEDIAN_OF(waited);
    for (int i = 0; i < n; i++) {
        values[i] = (double)runs[i].switches;
    }
    summary.switches = (uint64_t)median(values, n);
    MEDIAN_OF(wall);
#undef MEDIAN_OF
    summary.spread = summary.wall > 0 ? (values[n - 1] - values[0]) / summary.wall : 0;
    for (int i = 0; i < n; i++) {
        summary.failures += runs[i].status != 0;
    }
    free(values);
    return summary;
}

static void print_bar(double value, double largest) {
    int length = largest > 0 ? (int)(value / largest * BAR_WIDTH + 0.5) : 0;
    for (int i = 0; i < length; i++) {
        putchar('#');
    }
}

static void print_progress(int done, int total) {
    if (isatty(2)) {
        fprintf(stderr, "\r  run %d of %d  [", done, total);
        for (int i = 0; i < 20; i++) {
            fputc(i < done * 20 / total ? '#' : '.', stderr);
        }
        fprintf(stderr, "]");
        if (done == total) {
            fprintf(stderr, "\r%50s\r", "");
        }
    }
}

// Runs everything; runs[mode][i]. False after a message.
static bool run_all(const CommandLine *line, TimedRun *runs[MODE_COUNT]) {
    int total = (line->n_runs + 1) * MODE_COUNT;
    int done = 0;
    for (int i = -1; i < line->n_runs; i++) {
        for (int mode = 0; mode < MODE_COUNT; mode++) {
            print_progress(done++, total);
            TimedRun run;
            if (!timed_run(MODES[mode], line->target, line->arguments, line->n_arguments,
                           &run)) {
                fprintf(stderr, "gilt: compare: cannot run the script: %s\n", strerror(errno));
                return false;
            }
            if (i < 0) {
                free(run.output); // the warm-up
                free(run.errors);
            } else {
                runs[mode][i] = run;
            }
        }
    }
    print_progress(total, total);
    return true;
}

static void print_json_text(const char *text) {
    putchar('"');
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (*p == '"' || *p == '\\') {
            printf("\\%c", *p);
        } else if (*p < 0x20) {
            printf("\\u%04x", *p);
        } else {
            putchar(*p);
        }
    }
    putchar('"');
}

static void print_json(const CommandLine *line, const Summary *summaries,
                       TimedRun *runs[MODE_COUNT], bool agree) {
    printf("{\"script\": ");
    print_json_text(line->target);
    printf(
        ", \"label\": \"MEASURED\", \"cores\": %d, \"load\": %.2f, \"runs\": %d, \"modes\": [",
        system_cores(), system_load(), line->n_runs);
    for (int mode = 0; mode < MODE_COUNT; mode++) {
        const Summary *s = &summaries[mode];
        printf("%s{\"gil\": \"%s\", \"wall\": %.6f, \"spread\": %.4f, \"cpu\": %.6f, "
               "\"cores_used\": %.3f, "
               "\"speed_up\": %.3f, \"switches\": %llu, \"waited\": %.6f, \"failures\": %d, "
               "\"different_outputs\": %d, \"walls\": [",
               mode ? ", " : "", MODES[mode], s->wall, s->spread, s->cpu,
               s->wall > 0 ? s->cpu / s->wall : 0,
               s->wall > 0 ? summaries[0].wall / s->wall : 0, (unsigned long long)s->switches,
               s->waited, s->failures, s->kinds);
        for (int i = 0; i < line->n_runs; i++) {
            printf("%s%.6f", i ? ", " : "", runs[mode][i].wall);
        }
        printf("]}");
    }
    printf("], \"outputs_agree\": %s}\n", agree ? "true" : "false");
}

static void print_table(const CommandLine *line, const Summary *summaries) {
    double largest = 0;
    for (int mode = 0; mode < MODE_COUNT; mode++) {
        largest = summaries[mode].wall > largest ? summaries[mode].wall : largest;
    }
    printf("%s: %d runs of each after a warm-up, %d cores, load %.2f, MEASURED\n\n",
           line->target, line->n_runs, system_cores(), system_load());
    printf("  GIL   wall s  spread   CPU s  cores  speed-up  switches  waited s\n");
    for (int mode = 0; mode < MODE_COUNT; mode++) {
        const Summary *s = &summaries[mode];
        printf("  %-4s %7.3f  %5.0f%% %7.3f  %5.2f  %7.2fx  %8llu  %8.3f\n", MODES[mode],
               s->wall, s->spread * 100, s->cpu, s->wall > 0 ? s->cpu / s->wall : 0,
               s->wall > 0 ? summaries[0].wall / s->wall : 0, (unsigned long long)s->switches,
               s->waited);
    }
    printf("\n");
    for (int mode = 0; mode < MODE_COUNT; mode++) {
        printf("  %-4s |", MODES[mode]);
        print_bar(summaries[mode].wall, largest);
        printf(" %.3f s\n", summaries[mode].wall);
    }
    printf("\n");
    double effect = summaries[1].wall - summaries[0].wall;
    effect = effect < 0 ? -effect : effect;
    double noise =
        summaries[0].spread * summaries[0].wall > summaries[1].spread * summaries[1].wall
            ? summaries[0].spread * summaries[0].wall
            : summaries[1].spread * summaries[1].wall;
    if (line->n_runs > 1 && noise > effect) {
        printf("  The spread between runs (%.3f s) is larger than the difference (%.3f s):\n"
               "  no conclusion about speed.\n",
               noise, effect);
    }
}

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
        const char *last = run->errors;
        for (const char *e = run->errors; e && *e; e++) {
            last = *e == '\n' && e[1] ? e + 1 : last;
        }
        printf("      (exit status %d) %.*s\n", run->status,
               last ? (int)strcspn(last, "\n") : 0, last ? last : "");
    }
}

// Each different output of a mode, with how often it came.
static void print_kinds(const char *mode, const TimedRun *runs, int n) {
    for (int i = 0; i < n; i++) {
        int first = 0;
        while (!same_output(&runs[first], &runs[i])) {
            first++;
        }
        if (first < i) {
            continue;
        }
        int times = 0;
        for (int k = i; k < n; k++) {
            times += same_output(&runs[i], &runs[k]);
        }
        printf("    GIL %s, %d of %d runs:\n", mode, times, n);
        print_sample(&runs[i], 4);
    }
}

static bool print_outputs(const CommandLine *line, const Summary *summaries,
                          TimedRun *runs[MODE_COUNT], bool quiet) {
    bool agree = summaries[0].kinds == 1 && summaries[1].kinds == 1 &&
                 same_output(&runs[0][0], &runs[1][0]);
    if (quiet) {
        return agree;
    }
    if (agree) {
        printf("  All %d outputs agree.\n", line->n_runs * MODE_COUNT);
    } else {
        printf("  The outputs differ:\n");
        for (int mode = 0; mode < MODE_COUNT; mode++) {
            print_kinds(MODES[mode], runs[mode], line->n_runs);
        }
    }
    if (line->show_output) {
        printf("\n  Output of the last run with the GIL %s:\n", MODES[MODE_COUNT - 1]);
        fwrite(runs[MODE_COUNT - 1][line->n_runs - 1].output, 1,
               runs[MODE_COUNT - 1][line->n_runs - 1].output_size, stdout);
    }
    return agree;
}

int compare_command(const CommandLine *line) {
    if (access(line->target, R_OK) != 0) {
        fprintf(stderr, "gilt: can't open file '%s': [Errno %d] %s\n", line->target, errno,
                strerror(errno));
        return 2;
    }
    TimedRun *runs[MODE_COUNT];
    for (int mode = 0; mode < MODE_COUNT; mode++) {
        runs[mode] = calloc((size_t)line->n_runs, sizeof **runs);
        if (!runs[mode]) {
            fprintf(stderr, "gilt: compare: no memory\n");
            return 1;
        }
    }
    if (!run_all(line, runs)) {
        return 1;
    }
    Summary summaries[MODE_COUNT];
    int failures = 0;
    for (int mode = 0; mode < MODE_COUNT; mode++) {
        summaries[mode] = summarise(runs[mode], line->n_runs);
        failures += summaries[mode].failures;
    }
    if (!line->as_json) {
        print_table(line, summaries);
    }
    bool agree = print_outputs(line, summaries, runs, line->as_json);
    if (line->as_json) {
        print_json(line, summaries, runs, agree);
    }
    for (int mode = 0; mode < MODE_COUNT; mode++) {
        for (int i = 0; i < line->n_runs; i++) {
            free(runs[mode][i].output);
            free(runs[mode][i].errors);
        }
        free(runs[mode]);
    }
    return failures ? 1 : 0;
}
