// gilt compare: one script under several modes and numbers of threads. %compare at the prompt
// shares all but the running.
#ifndef GILT_RUNTIME_SHELL_COMPARE_H
#define GILT_RUNTIME_SHELL_COMPARE_H

#include "runtime/shell/command_line.h"
#include "runtime/shell/compare_run.h"

// What is known of one row after all its runs.
typedef struct Summary {
    double wall;   // medians
    double spread; // (largest - smallest) / median of the wall times
    double cpu;
    double waited;
    uint64_t switches;
    int failures;             // runs with an exit status other than 0
    int kinds;                // different outputs
    ExpectResult expectation; // fails: in one run at least; raises: it could not be evaluated
    int unmet;                // runs in which it failed
    int64_t most_lost;        // updates, in one run
} Summary;

// One row of the table: a mode with a number of threads.
typedef struct CompareRow {
    char mode[16];
    int threads;      // gil.threads
    TimedRun *runs;   // n_runs of them
    TimedRun watched; // the run that counted collisions; it is no timing
    Summary summary;
} CompareRow;

typedef struct Comparison {
    const CommandLine *line;
    const char *expect; // the expression, or null
    CompareRow *rows;   // modes by numbers of threads, the numbers within a mode together
    size_t n_rows;
    size_t base;     // the row others are compared with
    bool has_counts; // several numbers of threads
    bool is_watched; // there was a run of each that counted collisions
    bool has_outputs;
} Comparison;

// Runs the comparison a command line asks for and prints it. Returns the exit status: 1 if a
// run failed.
int compare_command(const CommandLine *line);

// What is known after n runs.
Summary compare_summarise(const TimedRun *runs, int n);

// --- printing, in compare_table.c ---

// The table, bars, the lines of verdict, the outputs.
void compare_print(const Comparison *comparison);
// The same figures for programs.
void compare_print_json(const Comparison *comparison);

// --- laws, in compare_fit.c ---

// Speed-ups by numbers of threads: fits and prints Amdahl's law and, given three numbers or
// more, the Universal Scalability Law, for the rows of one mode.
void compare_print_fit(const CompareRow *rows, size_t n);

// Whether two timings differ by more than the spread of their runs.
bool compare_differ(const Summary *a, const Summary *b);

#endif
