// The command line: what the user asked for, in one struct.
#ifndef GILT_RUNTIME_SHELL_COMMAND_LINE_H
#define GILT_RUNTIME_SHELL_COMMAND_LINE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum RunKind {
    RUN_PROMPT,  // no script, and a keyboard or -i
    RUN_SCRIPT,  // a file
    RUN_COMMAND, // -c CODE
    RUN_MODULE,  // -m MODULE
    RUN_STDIN,   // -, or no script and no keyboard
    RUN_HELP,
    RUN_VERSION,
    RUN_COMPARE, // gilt compare SCRIPT
    RUN_DIS,     // gilt dis FILE
} RunKind;

#define WARNING_OPTIONS_MAX 16

typedef struct CommandLine {
    RunKind kind;
    const char *target; // the file, code or module
    int n_arguments;    // what follows the target: sys.argv[1:]
    char **arguments;
    bool is_gil_off;
    const char *policy;      // name of a GIL policy, or null for the default
    const char *refcount;    // biased, atomic, racy; null for biased
    uint64_t interval_ns;    // 0: the policy's own
    uint32_t check_interval; // instructions; 0: the policy's own
    int64_t threads;         // gil.threads
    bool inspect;            // -i
    bool quiet;              // -q
    bool unbuffered;         // -u
    bool ignore_environment; // -E, -I: PYTHONPATH and PYTHONWARNINGS count for nothing
    const char *warnings[WARNING_OPTIONS_MAX + 1]; // -W, in order; null behind the last
    bool stats;                                    // --stats: print tables at the end

    // --timeline and `gilt timeline`
    bool timeline;             // watch the run and show it at the end
    const char *timeline_file; // null: in the terminal
    bool handovers;
    uint64_t event_capacity;
    uint64_t from_ns;
    uint64_t to_ns;     // UINT64_MAX: the end
    const char *thread; // null: all

    // `gilt compare`, and what it asks of the runs it makes
    const char *modes;         // a list with commas, "all", or null: on and off
    const char *thread_counts; // a list with commas, or null
    int n_runs;
    bool as_json;
    bool show_output;
    const char *expect;     // an expression that should hold at the end, or null
    const char *stats_file; // where to write statistics at exit, or null
    bool watch;             // count collisions

    // `gilt dis`
    bool switch_points;
} CommandLine;

// Reads the arguments and the environment (PYTHON_GIL). False after a message on stderr; the
// exit status is then 2.
bool command_line_parse(int argc, char **argv, CommandLine *out);

// Prints what --help prints.
void command_line_print_help(void);

#endif
