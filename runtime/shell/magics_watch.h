// The magics that watch threads: %timeline, %handover, %compare, %policy, %top, %models,
// %convoy.
#ifndef GILT_RUNTIME_SHELL_MAGICS_WATCH_H
#define GILT_RUNTIME_SHELL_MAGICS_WATCH_H

#include "runtime/shell/magics.h"

// What a magic works with.
typedef struct Magic {
    ThreadState *ts;
    const char *rest; // behind the name, without leading blanks
    bool *exits;
    int *status;
} Magic;

// Wall and CPU time of running a piece of source once. False if it raised, which was reported.
bool magic_time_once(Magic *magic, const char *text, bool shows, double *wall,
                     double *cpu) ATTACHED RUNS_GUEST;
// Whether a statement follows the magic; says so if none does, or the name of a script.
bool magic_needs_statement(const Magic *magic, const char *name);
// "off", "on", or the name of a policy that is not the default.
const char *magic_mode_name(ThreadState *ts) ATTACHED;
// Prints a line for each GIL policy, and one for none; marks the present one.
void magic_list_policies(ThreadState *ts) ATTACHED;

// %timeline [-o FILE] STATEMENT: runs it and shows what each thread did when.
void magic_timeline(Magic *magic) ATTACHED RUNS_GUEST;
// %handover STATEMENT: the anatomy of the switches while it ran.
void magic_handover(Magic *magic) ATTACHED RUNS_GUEST;
// %compare STATEMENT: it with the GIL and without it, in turn.
void magic_compare(Magic *magic) ATTACHED RUNS_GUEST;
// %policy, %policy NAME, %policy all STATEMENT.
void magic_policy(Magic *magic) ATTACHED RUNS_GUEST;
// %top [SECONDS]: what threads do, live; see top_view.h.
void magic_top(Magic *magic) ATTACHED RUNS_GUEST;
// %models FUNCTION[, ARGUMENTS]: a function under every model of concurrency (_models.py).
void magic_models(Magic *magic) ATTACHED RUNS_GUEST;

// %convoy [SPINNERS]: the convoy lab of runtime/lib/_convoy.py, and a stretch of it.
void magic_convoy(Magic *magic) ATTACHED RUNS_GUEST;

#endif
