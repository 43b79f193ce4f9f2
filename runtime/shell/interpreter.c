// The order in which an interpreter comes into being, and in which it ends.
#include "runtime/shell/interpreter.h"

#include <stdio.h>
#include <stdlib.h>

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/report.h"
#include "runtime/builtins/source_lines.h"
#include "runtime/builtins/streams.h"
#include "runtime/import/import.h"
#include "runtime/modules/sys.h"
#include "runtime/objects/exception.h"
#include "runtime/objects/intern.h"
#include "runtime/objects/list.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/types_boot.h"
#include "runtime/shell/compare_stats.h"
#include "runtime/shell/refcount_report.h"
#include "runtime/shell/stats_report.h"
#include "runtime/shell/timeline_command.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/racy.h"
#include "vm/object/reclaim.h"
#include "vm/object/refcount.h"
#include "vm/thread/collector.h"
#include "vm/thread/event_log.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/signals.h"

#define RECURSION_LIMIT 1000

// Everything that needs objects, in the order in which one thing needs the other.
static bool set_up(ThreadState *ts) ATTACHED {
    Interpreter *interpreter = ts->interpreter;
    RuntimeState *state = runtime_state(ts);
    state->source_lines = source_lines_new();
    if (!state->source_lines || !types_create(ts) || !exceptions_set_up(ts) ||
        !import_set_up(ts) || !builtins_set_up(ts)) {
        return false;
    }
    Ref module = import_native(ts, &sys_module_spec);
    bool ok = !ref_is_null(module);
    ref_drop(ts, module);
    return ok && streams_set_up(ts) && interpreter->memory_error;
}

Interpreter *interpreter_create(ThreadOptions options) {
    Interpreter *interpreter = calloc(1, sizeof *interpreter);
    CHECK(interpreter && heap_create(interpreter) && owner_registry_create(interpreter) &&
              weakrefs_create(interpreter) && collector_create(interpreter) &&
              reclaimer_create(interpreter) && runtime_state_create(interpreter),
          "there is memory to start with");
    interpreter->recursion_limit = RECURSION_LIMIT;
    interpreter->next_version = 1;
    options.hooks.init = exec_thread_init;
    options.hooks.done = exec_thread_done;
    options.hooks.place = frame_place;
    CHECK(thread_system_create(interpreter, options), "there is memory to start with");
    ThreadState *ts = interpreter->main_thread;
    CHECK(signals_create(interpreter), "signal handlers can be set");
    if (!set_up(ts)) {
        if (error_is_set(ts)) {
            report_exception(ts, ts->error);
        }
        CHECK(false, "the interpreter can be set up");
    }
    return interpreter;
}

// Calls module.name() if the module has been imported; failures are reported.
static void call_if_imported(ThreadState *ts, const char *module_name,
                             const char *name) ATTACHED {
    Ref module = dict_get_text(ts, ts->interpreter->modules, module_name);
    if (ref_is_null(module)) {
        return;
    }
    Ref result = value_call_method_text(ts, borrow(module), name, NULL, 0);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, NO_VALUE);
    }
    ref_drop(ts, result);
    ref_drop(ts, module);
}

static bool has_finalizer(ThreadState *ts, Value v) ATTACHED {
    return value_is_object(v) && value_type(ts, v)->slots.finalize;
}

// Sets the names of the dict whose values have finalizers to None, in order: they run here, as
// a rule, while the other names still mean something.
static void drop_finalized(ThreadState *ts, Object *dict) ATTACHED RUNS_GUEST {
    Ref names = list_from_iterable(ts, object_value(dict));
    int64_t n = ref_is_null(names) ? 0 : list_length(value_object(borrow(names)));
    for (int64_t i = 0; i < n; i++) {
        Ref name = list_get(ts, value_object(borrow(names)), i);
        Ref value = dict_get(ts, dict, borrow(name));
        if (!ref_is_null(value) && has_finalizer(ts, borrow(value))) {
            dict_set(ts, dict, borrow(name), NONE);
        }
        ref_drop(ts, value);
        ref_drop(ts, name);
        error_clear(ts);
    }
    ref_drop(ts, names);
    error_clear(ts);
}

// What the program's names hold is finalized, as CPython does it at the end: what they hold
// themselves, then, with the module gone, what was held by that and by cycles. Nobody else runs
// any more.
static void finalize_program(ThreadState *ts) ATTACHED RUNS_GUEST {
    Ref module = dict_get_text(ts, ts->interpreter->modules, "__main__");
    if (!ref_is_null(module) && value_has_layout(ts, borrow(module), KIND_MODULE)) {
        drop_finalized(ts, ((Module *)value_object(borrow(module)))->dict);
        dict_set_text(ts, ts->interpreter->modules, "__main__", NONE);
    }
    ref_drop(ts, module);
    collector_run(ts);
    error_clear(ts);
}

// Frees what no object hangs on. Objects themselves go with the heap, all at once: their
// destructors have nothing left to do for anybody.
static void interpreter_free(ThreadState *ts) NO_CONTRACT_CHECK {
    Interpreter *interpreter = ts->interpreter;
    if (!thread_system_destroy(interpreter)) {
        return; // a daemon thread is blocked outside: its memory stays until the process ends
    }
    RuntimeState *state = interpreter->runtime;
    import_destroy(interpreter);
    source_lines_free(state->source_lines);
    types_destroy(interpreter);
    reclaimer_destroy(interpreter);
    heap_destroy(interpreter);
    racy_destroy(interpreter);
    owner_registry_destroy(interpreter);
    weakrefs_destroy(interpreter);
    collector_destroy(interpreter);
    free(interpreter->collisions);
    runtime_state_destroy(interpreter);
    free(interpreter);
}

int interpreter_finish(ThreadState *ts, int status, const CommandLine *line) NO_CONTRACT_CHECK {
    Interpreter *interpreter = ts->interpreter;
    call_if_imported(ts, "threading", "_shutdown");
    if (!guest_threads_join_all(ts)) {
        error_write_unraisable(ts, NULL, NO_VALUE);
    }
    call_if_imported(ts, "atexit", "_run_exitfuncs");
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
    guest_threads_cancel(ts);
    finalize_program(ts);
    if (!streams_flush(ts)) {
        status = 120;
    }
    refcount_report_print(ts);
    signals_destroy(interpreter);
    interpreter_free(ts);
    return status;
}
