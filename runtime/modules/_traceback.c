// The module _traceback: reports of exceptions as the interpreter prints them, for
// traceback.py.
#include "runtime/builtins/report.h"
#include "runtime/builtins/report_chain.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define DEPTH_MAX 10000 // of what is cut

static bool is_exception(ThreadState *ts, Value v) ATTACHED {
    if (value_has_layout(ts, v, KIND_EXCEPTION)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "an exception is required, not %s", value_type_name(ts, v));
    return false;
}

static Ref report(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return is_exception(ts, a[0]) ? report_text(ts, a[0]) : NO_REF;
}

static Ref finish(StrBuilder *builder, bool ok) ATTACHED {
    if (!ok) {
        str_builder_discard(builder);
        return NO_REF;
    }
    return str_builder_finish(builder);
}

static Ref message(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (!is_exception(ts, a[0])) {
        return NO_REF;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = report_message(&builder, ts, a[0], a[1]);
    return finish(&builder, ok);
}

// A copy of the first n entries of a traceback; NO_REF without an exception if n is 0.
static Ref first_entries(ThreadState *ts, Value traceback, int64_t n) ATTACHED {
    if (n <= 0 || value_is_null(traceback)) {
        return NO_REF;
    }
    const Traceback *entry = (const Traceback *)(void *)value_object(traceback);
    Ref rest = first_entries(ts, entry->next, n - 1);
    Traceback *copy = error_is_set(ts)
                          ? NULL
                          : object_new(ts, builtin_type(ts, KIND_TRACEBACK), sizeof *copy);
    if (!copy) {
        ref_drop(ts, rest);
        return NO_REF;
    }
    copy->next = borrow(rest);
    copy->code = entry->code;
    copy->globals = value_object(borrow(ref_take_object(ts, entry->globals)));
    copy->scope = value_is_null(entry->scope) ? NO_VALUE : borrow(ref_take(ts, entry->scope));
    copy->bound = entry->bound;
    copy->is_function = entry->is_function;
    copy->word = entry->word;
    copy->line = entry->line;
    return object_ref(copy);
}

static Ref stack(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit = DEPTH_MAX;
    if (!value_is_none(a[0]) && !value_is(a[0], KIND_TRACEBACK)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a traceback is required, not %s",
                           value_type_name(ts, a[0]));
    }
    if (!value_is_null(a[1]) && !value_to_index(ts, a[1], -1, &limit)) {
        return NO_REF;
    }
    Value traceback = value_is_none(a[0]) ? NO_VALUE : a[0];
    Ref part = limit < DEPTH_MAX          ? first_entries(ts, traceback, limit)
               : value_is_null(traceback) ? NO_REF
                                          : ref_take(ts, traceback);
    if (error_is_set(ts)) {
        return NO_REF;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = report_stack(&builder, ts, borrow(part));
    ref_drop(ts, part);
    return finish(&builder, ok);
}

static const NativeDef FUNCTIONS[] = {
    {"report(exception, /)", report, "The whole report, with the chain.", 0},
    {"message(exception, traceback, /)", message, "The last lines of the report.", 0},
    {"stack(traceback, limit=-1, /)", stack, "The frames of a traceback, the first `limit`.",
     0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec traceback_module_spec = {
    .name = "_traceback",
    .doc = "Reports of exceptions.",
    .functions = FUNCTIONS,
};
