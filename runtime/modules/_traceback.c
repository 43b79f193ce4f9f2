// The module _traceback: reports of exceptions as the interpreter prints them, for
// traceback.py.
#include "runtime/builtins/report.h"
#include "runtime/builtins/report_chain.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"

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
    bool ok = report_message(&builder, ts, a[0]);
    return finish(&builder, ok);
}

static Ref stack(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (!value_is_none(a[0]) && !value_is(a[0], KIND_TRACEBACK)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a traceback is required, not %s",
                           value_type_name(ts, a[0]));
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = report_stack(&builder, ts, value_is_none(a[0]) ? NO_VALUE : a[0]);
    return finish(&builder, ok);
}

static const NativeDef FUNCTIONS[] = {
    {"report(exception, /)", report, "The whole report, with the chain.", 0},
    {"message(exception, /)", message, "The last lines of the report.", 0},
    {"stack(traceback, /)", stack, "The frames of a traceback.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec traceback_module_spec = {
    .name = "_traceback",
    .doc = "Reports of exceptions.",
    .functions = FUNCTIONS,
};
