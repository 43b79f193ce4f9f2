// One timed run of a script in a process of its own.
#ifndef GILT_RUNTIME_SHELL_COMPARE_RUN_H
#define GILT_RUNTIME_SHELL_COMPARE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/shell/compare_stats.h"

// How to run it.
typedef struct RunOrder {
    const char *mode; // as in --gil=MODE
    const char *script;
    char **arguments;
    int n_arguments;
    const char *expect;      // an expression, or null
    int threads;             // gil.threads
    bool is_watched;         // count collisions: slow, no timing
    uint64_t interval_ns;    // 0: the policy's own
    uint32_t check_interval; // 0: the policy's own
} RunOrder;

typedef struct TimedRun {
    double wall;  // seconds
    double cpu;   // seconds, user and system, all threads
    int status;   // exit status, or 128 + signal
    char *output; // what it printed on stdout, malloc'ed
    size_t output_size;
    char *errors; // what it printed on stderr, zero-terminated, malloc'ed; null if unknown
    CompareStats stats;
} TimedRun;

// Runs `gilt --gil=MODE SCRIPT ARGUMENTS` and measures it. False with errno if it could not be
// started.
bool timed_run(const RunOrder *order, TimedRun *out);

// Whether two runs printed the same and ended alike.
bool timed_run_same_output(const TimedRun *a, const TimedRun *b);

// Frees what a run holds.
void timed_run_free(TimedRun *run);

// A system's load average over the last minute, and the number of processors this process may
// use.
double system_load(void);
int system_cores(void);

#endif
