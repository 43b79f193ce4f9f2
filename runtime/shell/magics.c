// The magics of the prompt: the dial, timing, threads, bytecode.
#include "runtime/shell/magics.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/streams.h"
#include "runtime/shell/code_listing.h"
#include "runtime/shell/magics_watch.h"
#include "runtime/shell/prompt.h"
#include "runtime/shell/read_file.h"
#include "runtime/shell/refcount_report.h"
#include "runtime/shell/run.h"
#include "runtime/shell/stats_report.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/layouts.h"
#include "vm/object/refcount.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/mode.h"
#include "vm/thread/thread_state.h"

#define TIMEIT_TARGET_NS (CLOCK_SECOND_NS / 5)

static bool execute(Magic *magic, const char *text, bool shows) ATTACHED {
    return prompt_execute(magic->ts, text, shows, magic->exits, magic->status);
}

const char *magic_mode_name(ThreadState *ts) {
    if (mode_get(ts) == GIL_OFF) {
        return "off";
    }
    const GilPolicy *policy = ts->interpreter->gil->policy;
    return policy == gil_policy_default() ? "on" : policy->name;
}

static void magic_gil(Magic *magic) ATTACHED {
    if (strcmp(magic->rest, "off") == 0) {
        mode_set(magic->ts, GIL_OFF);
    } else if (gil_policy_find(magic->rest)) {
        mode_set_policy(magic->ts, gil_policy_find(magic->rest));
    } else if (*magic->rest) {
        printf("%%gil takes on, off or a policy, not '%s':\n", magic->rest);
        magic_list_policies(magic->ts);
        return;
    }
    if (mode_get(magic->ts) == GIL_OFF) {
        printf("GIL off\n");
    } else {
        const GilPolicy *policy = magic->ts->interpreter->gil->policy;
        printf("GIL %s (%s)\n", magic_mode_name(magic->ts), policy->models);
    }
}

bool magic_time_once(Magic *magic, const char *text, bool shows, double *wall, double *cpu) {
    uint64_t cpu_before = clock_process_ns();
    uint64_t before = clock_monotonic_ns();
    bool ok = execute(magic, text, shows);
    *wall = (double)(clock_monotonic_ns() - before) / 1e9;
    *cpu = (double)(clock_process_ns() - cpu_before) / 1e9;
    return ok;
}

// Magics that take a statement, and what does the same for a script.
static const struct {
    const char *magic;
    const char *for_script;
} FOR_SCRIPTS[] = {
    {"compare", "gilt compare"},
    {"timeline", "gilt timeline"},
    {"dis", "gilt dis"},
    {"xray", "gilt dis --switch-points"},
    {"handover", "gilt timeline --handovers"},
    {"models", "gilt models"},
};

bool magic_needs_statement(const Magic *magic, const char *name) {
    if (!*magic->rest) {
        printf("%%%s needs a statement\n", name);
        return false;
    }
    size_t length = strcspn(magic->rest, " \t");
    for (size_t i = 0; i < sizeof FOR_SCRIPTS / sizeof *FOR_SCRIPTS; i++) {
        if (strcmp(FOR_SCRIPTS[i].magic, name) == 0 && length > 3 &&
            strncmp(magic->rest + length - 3, ".py", 3) == 0) {
            printf("%%%s takes a statement. For a script, type this in a shell:\n  %s %s\n",
                   name, FOR_SCRIPTS[i].for_script, magic->rest);
            return false;
        }
    }
    return true;
}

static void magic_time(Magic *magic) ATTACHED {
    double wall;
    double cpu;
    if (magic_needs_statement(magic, "time") &&
        magic_time_once(magic, magic->rest, true, &wall, &cpu)) {
        printf("wall %.3f s, CPU %.3f s, cores used %.2f, GIL %s\n", wall, cpu,
               wall > 0 ? cpu / wall : 0, magic_mode_name(magic->ts));
    }
}

// "for _ in range(n): statement" around a one-line statement.
static char *in_loop(const char *statement, long n) {
    size_t size = strlen(statement) + 96;
    char *text = malloc(size);
    if (text) {
        snprintf(text, size, "for _gilt_i in range(%ld): %s\n\n", n, statement);
    }
    return text;
}

static void magic_timeit(Magic *magic) ATTACHED {
    if (!magic_needs_statement(magic, "timeit")) {
        return;
    }
    double wall = 0;
    double cpu;
    long n = 1;
    for (; n < 1000000000; n *= 10) {
        char *text = in_loop(magic->rest, n);
        bool ok = text && magic_time_once(magic, text, false, &wall, &cpu);
        free(text);
        if (!ok) {
            return;
        }
        if (wall * 1e9 >= (double)TIMEIT_TARGET_NS / 4) {
            break;
        }
    }
    double best = wall;
    for (int i = 0; i < 4; i++) {
        char *text = in_loop(magic->rest, n);
        bool ok = text && magic_time_once(magic, text, false, &wall, &cpu);
        free(text);
        if (!ok) {
            return;
        }
        best = wall < best ? wall : best;
    }
    double each = best / (double)n;
    const char *unit = each < 1e-6 ? "ns" : each < 1e-3 ? "us" : each < 1 ? "ms" : "s";
    double scale = each < 1e-6 ? 1e9 : each < 1e-3 ? 1e6 : each < 1 ? 1e3 : 1;
    printf("%.3g %s per loop (best of 5, %ld loops each), GIL %s\n", each * scale, unit, n,
           magic_mode_name(magic->ts));
}

static const char *const WAIT_NAMES[] = {
    "", "a lock", "an rlock", "join", "sleep", "I/O", "another interpreter", "a queue",
};

static void magic_threads(Magic *magic) ATTACHED {
    ThreadInfo *threads;
    size_t n = guest_threads_list(magic->ts, &threads);
    printf("  %-20s %-8s %-10s %s\n", "thread", "state", "GIL", "waits for");
    for (size_t i = 0; i < n; i++) {
        const ThreadInfo *t = &threads[i];
        const char *state = t->wait_kind != WAIT_NONE ? "blocked"
                            : t->waits_for_gil        ? "ready"
                                                      : "running";
        const char *gil = mode_get(magic->ts) == GIL_OFF ? "-"
                          : t->is_self || t->holds_gil   ? "holds it"
                          : t->waits_for_gil             ? "wants it"
                                                         : "";
        printf("  %-20s %-8s %-10s %s", t->is_main ? "MainThread" : t->name, state, gil,
               WAIT_NAMES[t->wait_kind]);
        if (t->wait_holder_id) {
            for (size_t k = 0; k < n; k++) {
                if (threads[k].id == t->wait_holder_id) {
                    printf(" held by %s", threads[k].is_main ? "MainThread" : threads[k].name);
                }
            }
        }
        printf("%s\n", t->is_daemon ? " (daemon)" : "");
    }
    stats_print_others(magic->ts, stdout);
    free(threads);
}

static void magic_run_file(Magic *magic) ATTACHED {
    if (!*magic->rest) {
        printf("%%run needs a file\n");
        return;
    }
    size_t size;
    thread_detach(magic->ts);
    char *text = read_file(magic->rest, &size);
    int error = errno;
    thread_attach(magic->ts);
    if (!text) {
        printf("can't open file '%s': %s\n", magic->rest, strerror(error));
        return;
    }
    *magic->status = run_source(magic->ts, text, size, magic->rest);
    free(text);
}

static void magic_reset(Magic *magic) ATTACHED {
    ThreadState *ts = magic->ts;
    Object *dict = run_main_dict(ts);
    Ref names = list_from_iterable(ts, object_value(dict));
    int64_t n = ref_is_null(names) ? 0 : ((List *)value_object(borrow(names)))->length;
    for (int64_t i = 0; i < n; i++) {
        Ref name = list_get(ts, value_object(borrow(names)), i);
        const Str *text = (const Str *)value_object(borrow(name));
        bool is_own = text->length > 2 && text->width == 1 && text->data[0] == '_' &&
                      text->data[1] == '_';
        if (!is_own) {
            dict_delete(ts, dict, borrow(name));
        }
        ref_drop(ts, name);
    }
    ref_drop(ts, names);
    error_clear(ts);
    printf("all names are gone\n");
}

static void magic_dis(Magic *magic) ATTACHED {
    if (magic_needs_statement(magic, "dis")) {
        code_listing_print(magic->ts, magic->rest, false);
    }
}

static void magic_xray(Magic *magic) ATTACHED {
    if (magic_needs_statement(magic, "xray")) {
        code_listing_print(magic->ts, magic->rest, true);
    }
}

static void magic_refs(Magic *magic) ATTACHED {
    if (!magic_needs_statement(magic, "refs")) {
        return;
    }
    refcount_report_refs(magic->ts, magic->rest);
}

static void magic_refcount(Magic *magic) ATTACHED {
    refcount_report_dial(magic->ts, magic->rest);
}

static void magic_memory(Magic *magic) ATTACHED {
    refcount_report_memory(magic->ts);
}

static void magic_help(Magic *magic);

static const struct {
    const char *name;
    void (*run)(Magic *magic);
    const char *usage;
    const char *help;
} MAGICS[] = {
    {"help", magic_help, "%help", "this list"},
    {"gil", magic_gil, "%gil [on|off|POLICY]", "show or switch the GIL, while all goes on"},
    {"time", magic_time, "%time STATEMENT", "wall and CPU time of a statement"},
    {"timeit", magic_timeit, "%timeit STATEMENT", "the same, repeated until it can be trusted"},
    {"compare", magic_compare, "%compare STATEMENT",
     "a statement with the GIL on and off, in turn"},
    {"policy", magic_policy, "%policy [NAME]", "the GIL's policies, or choose one"},
    {"policy", magic_policy, "%policy all STATEMENT", "a statement under each of them"},
    {"timeline", magic_timeline, "%timeline [-o FILE] STATEMENT",
     "what each thread did when, while it ran"},
    {"handover", magic_handover, "%handover STATEMENT",
     "how the GIL changed hands, how long it took"},
    {"models", magic_models, "%models FUNCTION[, ARGUMENTS]",
     "threads, processes, tasks: which?"},
    {"convoy", magic_convoy, "%convoy [SPINNERS]", "a lab: I/O beside computing threads"},
    {"top", magic_top, "%top [SECONDS]", "what threads do, live; q ends it"},
    {"threads", magic_threads, "%threads", "state of every thread, who holds the GIL"},
    {"dis", magic_dis, "%dis NAME|STATEMENT", "bytecode of a function or a statement"},
    {"xray", magic_xray, "%xray NAME|STATEMENT", "and where the GIL may change hands"},
    {"refs", magic_refs, "%refs EXPRESSION", "an object's counts: owner, local, shared"},
    {"refcount", magic_refcount, "%refcount [biased|atomic|racy]", "how threads count"},
    {"mem", magic_memory, "%mem", "what the heap holds"},
    {"run", magic_run_file, "%run FILE", "run a script here"},
    {"reset", magic_reset, "%reset", "forget all names"},
};

#define MAGIC_COUNT (sizeof MAGICS / sizeof *MAGICS)

static void magic_help(Magic *magic) {
    (void)magic;
    for (size_t i = 0; i < MAGIC_COUNT; i++) {
        printf("  %-30s %s\n", MAGICS[i].usage, MAGICS[i].help);
    }
    printf("  Tab completes names and attributes, _ is the last result, Ctrl-C stops,\n"
           "  Ctrl-D leaves.\n");
}

void magic_run(ThreadState *ts, const char *line, bool *exits, int *status) {
    size_t length = strcspn(line + 1, " \t");
    Magic magic = {.ts = ts, .exits = exits, .status = status};
    magic.rest = line + 1 + length;
    magic.rest += strspn(magic.rest, " \t");
    streams_flush(ts);
    for (size_t i = 0; i < MAGIC_COUNT; i++) {
        if (strlen(MAGICS[i].name) == length &&
            strncmp(MAGICS[i].name, line + 1, length) == 0) {
            MAGICS[i].run(&magic);
            fflush(stdout);
            return;
        }
    }
    printf("no magic %%%.*s: type %%help\n", (int)length, line + 1);
    fflush(stdout);
}
