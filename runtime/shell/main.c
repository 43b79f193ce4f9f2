// The program: reads the command line, makes an interpreter, runs what was asked for.
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/builtins/streams.h"
#include "runtime/shell/command_line.h"
#include "runtime/shell/compare.h"
#include "runtime/shell/dis_command.h"
#include "runtime/shell/interpreter.h"
#include "runtime/shell/prompt.h"
#include "runtime/shell/run.h"
#include "vm/object/exceptions.h"
#include "vm/thread/gil_policy.h"
#include "vm/thread/refcount_mode.h"

#if defined(__SANITIZE_ADDRESS__)
const char *__asan_default_options(void);

// Leaks are looked for before the main interpreter goes (interpreter.c).
const char *__asan_default_options(void) {
    return "leak_check_at_exit=0";
}
#endif

static int run_in_interpreter(const CommandLine *line) {
    ThreadOptions options = {
        .is_gil_off = line->is_gil_off,
        .policy = line->policy ? gil_policy_find(line->policy) : NULL,
        .interval_ns = line->interval_ns,
        .check_interval = line->check_interval,
    };
    Interpreter *interpreter = main_interpreter_create(options);
    ThreadState *ts = interpreter->main_thread;
    RefcountMode refcount;
    if (line->refcount && refcount_mode_find(line->refcount, &refcount)) {
        refcount_mode_set(ts, refcount);
    }
    if (line->unbuffered) {
        streams_do_not_buffer(ts);
    }
    int status = 1;
    if (!run_set_up(ts, line)) {
        status = run_report(ts);
    } else if (line->kind == RUN_PROMPT) {
        run_start_watching(ts, line);
        status = prompt_run(ts, line);
    } else {
        status = run_program(ts, line);
        if (line->inspect) {
            status = prompt_run(ts, line);
        }
    }
    status = main_interpreter_finish(ts, status, line);
    if (status == STATUS_KILLED_BY_INTERRUPT) { // whoever waits for us sees how we ended
        signal(SIGINT, SIG_DFL);
        raise(SIGINT);
        status = 128 + SIGINT;
    }
    return status;
}

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, "C.UTF-8");
    CommandLine line;
    if (!command_line_parse(argc, argv, &line)) {
        return 2;
    }
    switch (line.kind) {
    case RUN_HELP:
        command_line_print_help();
        return 0;
    case RUN_VERSION:
        puts("gilt " GILT_VERSION " (Python 3.13)");
        return 0;
    case RUN_COMPARE:
        return compare_command(&line);
    case RUN_DIS:
        return dis_command(line.target, line.switch_points);
    default:
        return run_in_interpreter(&line);
    }
}
