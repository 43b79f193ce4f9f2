// The main interpreter: what it has beyond the others, and what the command line asks for at
// its end.
#include "runtime/shell/interpreter.h"

#include <stdio.h>
#include <stdlib.h>

#include "runtime/builtins/streams.h"
#include "runtime/modules/interpreter_life.h"
#include "runtime/shell/compare_stats.h"
#include "runtime/shell/refcount_report.h"
#include "runtime/shell/stats_report.h"
#include "runtime/shell/timeline_command.h"
#include "vm/base/check.h"
#include "vm/object/refcount.h"
#include "vm/thread/event_log.h"
#include "vm/thread/process.h"
#include "vm/thread/signals.h"

#define STATUS_LEAKED 23

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>

// What nothing refers to any more, while the main interpreter still has all that is its own;
// the others are gone. The main one's heap then goes as a whole and no object is taken apart,
// so a look after that would find their buffers.
static void look_for_leaks(void) {
    if (__lsan_do_recoverable_leak_check()) {
        _Exit(STATUS_LEAKED);
    }
}
#else
static void look_for_leaks(void) {
}
#endif

Interpreter *main_interpreter_create(ThreadOptions options) NO_CONTRACT_CHECK {
    Process *process = process_new();
    Interpreter *interpreter = process ? interpreter_create(options, process) : NULL;
    CHECK(interpreter, "the interpreter can be set up");
    CHECK(signals_create(interpreter), "signal handlers can be set");
    return interpreter;
}

int main_interpreter_finish(ThreadState *ts, int status,
                            const CommandLine *line) NO_CONTRACT_CHECK {
    Interpreter *interpreter = ts->interpreter;
    interpreter_wind_down(ts);
    if (!streams_flush(ts)) {
        status = 120;
    }
    value_drop(ts, ts->handled);
    ts->handled = NO_VALUE;
    if (line->stats_file) {
        compare_stats_write(ts, line->stats_file, line->expect);
    }
    bool was_watched = interpreter->event_log->started_ns; // else nothing was run
    if (was_watched && line->stats) {
        stats_report_print(ts, stderr);
    }
    if (was_watched && line->timeline && !timeline_command_finish(ts, line)) {
        status = 1;
    }
    interpreters_end_all(ts);
    interpreter_stop(ts);
    if (!streams_flush(ts)) {
        status = 120;
    }
    refcount_report_print(ts);
    look_for_leaks();
    signals_destroy(interpreter);
    interpreter_free(ts);
    return status;
}
