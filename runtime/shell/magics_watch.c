// Watching what a statement does with its threads, at the prompt.
#include "runtime/shell/magics_watch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/compile_source.h"
#include "runtime/builtins/report.h"
#include "runtime/shell/compare.h"
#include "runtime/shell/prompt.h"
#include "runtime/shell/run.h"
#include "runtime/shell/timeline_command.h"
#include "runtime/shell/top_view.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/event_log.h"
#include "vm/thread/mode.h"

#define RESULT_SHOWN 40
#define COMPARE_RUNS 3
#define SPINNERS_MAX 64

#define TOP_SECONDS_MIN 0.05
#define TOP_SECONDS_MAX 3600

// Runs a statement with the event log on and shows what came of it.
static void watch(Magic *magic, CommandLine line, const char *text) ATTACHED {
    double wall, cpu;
    event_log_start(magic->ts, EVENT_CAPACITY_DEFAULT);
    if (magic_time_once(magic, text, true, &wall, &cpu)) {
        timeline_command_finish(magic->ts, &line);
    } else {
        event_log_stop(magic->ts);
    }
}

void magic_timeline(Magic *magic) {
    CommandLine line = {.to_ns = UINT64_MAX, .timeline = true};
    char path[1024] = "";
    if (strncmp(magic->rest, "-o ", 3) == 0) {
        magic->rest += 3 + strspn(magic->rest + 3, " ");
        size_t length = strcspn(magic->rest, " ");
        snprintf(path, sizeof path, "%.*s", (int)length, magic->rest);
        magic->rest += length + strspn(magic->rest + length, " ");
        line.timeline_file = path;
        if (!timeline_writer_for(path)) {
            printf("'%s': a timeline is written as %s\n", path, TIMELINE_FORMS);
            return;
        }
    }
    if (magic_needs_statement(magic, "timeline")) {
        line.target = magic->rest;
        watch(magic, line, magic->rest);
    }
}

void magic_handover(Magic *magic) {
    if (magic_needs_statement(magic, "handover")) {
        CommandLine line = {.to_ns = UINT64_MAX, .handovers = true, .target = magic->rest};
        watch(magic, line, magic->rest);
    }
}

// --- %policy and %compare ---

// Runs the statement under the mode there is now and measures it. Of an expression the value is
// the output. False if it raised.
static bool measure(Magic *magic, TimedRun *out) ATTACHED {
    ThreadState *ts = magic->ts;
    const Gil *gil = ts->interpreter->gil;
    size_t size = strlen(magic->rest);
    bool is_expression = source_is_right(magic->rest, size, SOURCE_EXPRESSION);
    report_register_source(ts, "<stdin>", magic->rest, size);
    Ref value = NO_REF;
    bool ok = true;
    GilStats before = gil_stats_read(&gil->stats);
    uint64_t cpu = clock_process_ns();
    uint64_t start = clock_monotonic_ns();
    if (is_expression) {
        value = run_expression(ts, magic->rest, "<stdin>");
    } else {
        ok = prompt_execute(ts, magic->rest, false, magic->exits, magic->status);
    }
    GilStats after = gil_stats_read(&gil->stats);
    *out = (TimedRun){
        .wall = (double)(clock_monotonic_ns() - start) / 1e9,
        .cpu = (double)(clock_process_ns() - cpu) / 1e9,
        .stats.switches = after.switches_forced + after.switches_voluntary -
                          before.switches_forced - before.switches_voluntary,
        .stats.wait_ns = after.wait_ns - before.wait_ns,
    };
    Ref text = ref_is_null(value) ? NO_REF : value_repr(ts, borrow(value));
    char *bytes = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
    out->output = strdup(bytes ? bytes : "-");
    buffer_free(ts, bytes);
    ref_drop(ts, text);
    ref_drop(ts, value);
    if (error_is_set(ts)) {
        run_report(ts);
        ok = false;
    }
    out->output_size = out->output ? strlen(out->output) : 0;
    return ok && out->output;
}

// One row: the statement under the mode there is now.
static bool policy_row(Magic *magic) ATTACHED {
    ThreadState *ts = magic->ts;
    TimedRun run;
    bool ok = measure(magic, &run);
    if (ok) {
        printf("  %-6s %8.3f %6.2f %9llu  %.*s\n",
               mode_get(ts) == GIL_OFF ? "off" : ts->interpreter->gil->policy->name, run.wall,
               run.wall > 0 ? run.cpu / run.wall : 0, (unsigned long long)run.stats.switches,
               RESULT_SHOWN, run.output);
        fflush(stdout);
    }
    timed_run_free(&run);
    return ok;
}

// The statement under every policy and without a GIL; the mode is as before then.
static void run_under_all(Magic *magic) ATTACHED {
    ThreadState *ts = magic->ts;
    GilMode mode = mode_get(ts);
    const GilPolicy *before = ts->interpreter->gil->policy;
    printf("  %-6s %8s %6s %9s  %s\n", "GIL", "wall s", "cores", "switches",
           "result (one run each, MEASURED)");
    bool ok = true;
    for (const GilPolicy *const *policy = gil_policies(); ok && *policy; policy++) {
        mode_set_policy(ts, *policy);
        ok = policy_row(magic);
    }
    if (ok) {
        mode_set(ts, GIL_OFF);
        policy_row(magic);
    }
    mode_set_policy(ts, before);
    mode_set(ts, mode);
}

void magic_list_policies(ThreadState *ts) {
    bool is_on = mode_get(ts) == GIL_ON;
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        bool is_present = is_on && *policy == ts->interpreter->gil->policy;
        printf("%c %-6s %s\n", is_present ? '*' : ' ', (*policy)->name, (*policy)->models);
    }
    printf("%c %-6s no lock: CPython 3.13t and later\n", is_on ? ' ' : '*', "off");
}

void magic_policy(Magic *magic) {
    if (strncmp(magic->rest, "all ", 4) == 0) {
        magic->rest += 4 + strspn(magic->rest + 4, " ");
        run_under_all(magic);
    } else if (gil_policy_find(magic->rest)) {
        mode_set_policy(magic->ts, gil_policy_find(magic->rest));
    } else if (strcmp(magic->rest, "off") == 0) {
        mode_set(magic->ts, GIL_OFF);
    } else {
        magic_list_policies(magic->ts);
        printf("* is the present one; %%policy NAME chooses another; %%policy all STATEMENT\n"
               "runs it under each\n");
    }
}

// The statement with the GIL and without it, in turn; the mode is as before then.
void magic_compare(Magic *magic) {
    if (!magic_needs_statement(magic, "compare")) {
        return;
    }
    static const GilMode MODES[2] = {GIL_ON, GIL_OFF};
    TimedRun runs[2][COMPARE_RUNS] = {{{0}}};
    CompareRow rows[2] = {{.runs = runs[0]}, {.runs = runs[1]}};
    CommandLine line = {.target = magic->rest, .n_runs = COMPARE_RUNS};
    Comparison comparison = {
        .line = &line,
        .rows = rows,
        .n_rows = 2,
        .has_outputs = source_is_right(magic->rest, strlen(magic->rest), SOURCE_EXPRESSION),
    };
    GilMode before = mode_get(magic->ts);
    bool ok = true;
    for (int i = 0; ok && i < COMPARE_RUNS; i++) {
        for (int k = 0; ok && k < 2; k++) {
            mode_set(magic->ts, MODES[k]);
            snprintf(rows[k].mode, sizeof rows[k].mode, "%s", magic_mode_name(magic->ts));
            ok = measure(magic, &runs[k][i]);
        }
    }
    mode_set(magic->ts, before);
    if (ok) {
        for (int k = 0; k < 2; k++) {
            rows[k].summary = compare_summarise(runs[k], COMPARE_RUNS);
        }
        compare_print(&comparison);
    }
    for (int i = 0; i < 2 * COMPARE_RUNS; i++) {
        timed_run_free(&runs[i % 2][i / 2]);
    }
}

// --- %top ---

void magic_top(Magic *magic) {
    char *end;
    double seconds = *magic->rest ? strtod(magic->rest, &end) : 1;
    if (*magic->rest && (*end || !(seconds >= TOP_SECONDS_MIN && seconds <= TOP_SECONDS_MAX))) {
        printf("%%top takes the seconds between two pictures, from %g to %d, not '%s'\n",
               TOP_SECONDS_MIN, TOP_SECONDS_MAX, magic->rest);
        return;
    }
    top_view_run(magic->ts, (uint64_t)(seconds * 1e9));
}

// --- %models ---

void magic_models(Magic *magic) {
    if (!magic_needs_statement(magic, "models")) {
        return;
    }
    static const char CALL[] = "__import__('_models').at_prompt(%s)";
    size_t size = sizeof CALL + strlen(magic->rest);
    char *text = malloc(size);
    if (!text) {
        fputs("%models: no memory\n", stdout);
        return;
    }
    double wall, cpu;
    snprintf(text, size, CALL, magic->rest);
    magic_time_once(magic, text, false, &wall, &cpu);
    free(text);
}

// --- %convoy ---

// Runs a function of the lab's module; false if it raised.
static bool run_lab(Magic *magic, const char *call, long spinners) ATTACHED {
    char text[128];
    double wall, cpu;
    snprintf(text, sizeof text, "__import__('_convoy').%s(%ld)", call, spinners);
    return magic_time_once(magic, text, false, &wall, &cpu);
}

void magic_convoy(Magic *magic) {
    ThreadState *ts = magic->ts;
    long spinners = *magic->rest ? strtol(magic->rest, NULL, 10) : 1;
    if (spinners < 1 || spinners > SPINNERS_MAX) {
        printf("%%convoy takes a number of computing threads from 1 to %d\n", SPINNERS_MAX);
        return;
    }
    if (!run_lab(magic, "table", spinners) || !run_lab(magic, "begin_stretch", spinners)) {
        return;
    }
    event_log_start(ts, EVENT_CAPACITY_DEFAULT);
    bool ok = run_lab(magic, "stretch", spinners);
    event_log_stop(ts);
    if (run_lab(magic, "end_stretch", spinners) && ok) {
        printf("\n  One trip under %s.  # runs  . waits for the GIL  i waits for the peer\n",
               mode_get(ts) == GIL_OFF ? "off" : ts->interpreter->gil->policy->name);
        timeline_command_draw_one(ts);
    }
}
