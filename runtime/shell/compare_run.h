// One timed run of a script in a process of its own.
#ifndef GILT_RUNTIME_SHELL_COMPARE_RUN_H
#define GILT_RUNTIME_SHELL_COMPARE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/shell/expectation.h"

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
    // from the interpreter's own statistics
    uint64_t switches;
    uint64_t waits;
    double waited; // seconds, all threads together
    uint64_t windows;
    uint64_t switches_in_windows;
    uint64_t collisions;
    ExpectResult expectation;
    int64_t lost;
} TimedRun;

// Runs `gilt --gil=MODE SCRIPT ARGUMENTS` and measures it. False with errno if it could not be
// started.
bool timed_run(const RunOrder *order, TimedRun *out);

// Frees what a run holds.
void timed_run_free(TimedRun *run);

// A system's load average over the last minute, and the number of processors this process may
// use.
double system_load(void);
int system_cores(void);

#endif
