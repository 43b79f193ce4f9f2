// report_unraisable: what is said when an exception cannot go on, because whoever it would go
// to has not called anything. A program may put a hook of its own in sys.unraisablehook, which
// is given exc_type, exc_value, exc_traceback, err_msg and object.
//
// The report is shorter than that of an uncaught exception: lines without marks, no chain.
#include "runtime/builtins/unraisable.h"

#include "runtime/builtins/report_chain.h"
#include "runtime/builtins/streams.h"
#include "runtime/objects/exception.h"
#include "runtime/objects/library.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/layouts.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define DEFAULT_MESSAGE "Exception ignored in"

static bool is_given(Value v) {
    return !value_is_null(v) && !value_is_none(v);
}

// "Exception ignored in thread started by <function f>".
static Ref make_message(ThreadState *ts, const char *where, Value object) ATTACHED RUNS_GUEST {
    if (!is_given(object)) {
        return str_format(ts, "Exception ignored %s", where);
    }
    Ref repr = value_repr(ts, object);
    if (ref_is_null(repr)) {
        error_clear(ts);
        return str_format(ts, "Exception ignored %s <object repr() failed>", where);
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!str_builder_format(&builder, "Exception ignored %s ", where) ||
        !str_builder_str(&builder, borrow(repr))) {
        str_builder_discard(&builder);
        ref_drop(ts, repr);
        return NO_REF;
    }
    ref_drop(ts, repr);
    return str_builder_finish(&builder);
}

// "message: object" on the first line.
static bool add_heading(StrBuilder *out, ThreadState *ts, Value message,
                        Value object) ATTACHED RUNS_GUEST {
    if (!is_given(message) && !is_given(object)) {
        return true;
    }
    bool ok = (is_given(message) ? str_builder_value(out, message)
                                 : str_builder_text(out, DEFAULT_MESSAGE)) &&
              str_builder_char(out, ':');
    if (ok && is_given(object)) {
        Ref text = value_repr(ts, object);
        if (ref_is_null(text)) {
            error_clear(ts);
            text = str_from_text(ts, "<object repr() failed>");
        }
        ok = !ref_is_null(text) && str_builder_char(out, ' ') &&
             str_builder_str(out, borrow(text));
        ref_drop(ts, text);
    }
    return ok && str_builder_char(out, '\n');
}

// Prints the report; an exception of its own is swallowed.
static void print(ThreadState *ts, Value exception, Value message,
                  Value object) ATTACHED RUNS_GUEST {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!add_heading(&builder, ts, message, object) ||
        !report_briefly(&builder, ts, exception)) {
        str_builder_discard(&builder);
        error_clear(ts);
        return;
    }
    Ref text = str_builder_finish(&builder);
    if (!ref_is_null(text)) {
        streams_write_error(ts, borrow(text));
    }
    ref_drop(ts, text);
    error_clear(ts);
}

// The program's own hook; NO_REF if it has none.
static Ref find_hook(ThreadState *ts) ATTACHED {
    Ref hook = dict_get_text(ts, ts->interpreter->sys_dict, "unraisablehook");
    Ref usual = dict_get_text(ts, ts->interpreter->sys_dict, "__unraisablehook__");
    bool is_own = is_given(borrow(hook)) && hook.bits != usual.bits;
    ref_drop(ts, usual);
    if (!is_own) {
        ref_drop(ts, hook);
        error_clear(ts);
        return NO_REF;
    }
    return hook;
}

// sys.UnraisableHookArgs of these.
static Ref make_arguments(ThreadState *ts, Value exception, Value message,
                          Value object) ATTACHED RUNS_GUEST {
    Exception *raised = (Exception *)value_object(exception);
    Ref traceback = exception_take(ts, raised, &raised->traceback);
    Value values[] = {object_value((Object *)value_type(ts, exception)), exception,
                      borrow(traceback), is_given(message) ? message : NONE,
                      is_given(object) ? object : NONE};
    Ref all = tuple_from_array(ts, values, 5);
    Value argument = borrow(all);
    Ref made = ref_is_null(all)
                   ? NO_REF
                   : library_call(ts, "_sysinfo", "UnraisableHookArgs", &argument, 1);
    ref_drop(ts, all);
    ref_drop(ts, traceback);
    return made;
}

void report_unraisable(ThreadState *ts, Value exception, const char *where, Value object) {
    Ref message = where ? make_message(ts, where, object) : NO_REF;
    object = where ? NO_VALUE : object;
    Ref hook = find_hook(ts);
    if (ref_is_null(hook)) {
        print(ts, exception, borrow(message), object);
    } else {
        Ref argument = make_arguments(ts, exception, borrow(message), object);
        Value v = borrow(argument);
        Ref result = ref_is_null(argument) ? NO_REF : value_call(ts, borrow(hook), &v, 1);
        if (ref_is_null(result)) {
            Ref error = error_fetch(ts);
            Ref text = str_from_text(ts, DEFAULT_MESSAGE " sys.unraisablehook");
            print(ts, borrow(error), borrow(text), borrow(hook));
            ref_drop(ts, text);
            ref_drop(ts, error);
        }
        ref_drop(ts, result);
        ref_drop(ts, argument);
        ref_drop(ts, hook);
    }
    ref_drop(ts, message);
    error_clear(ts);
}

Ref unraisable_hook(ThreadState *ts, const Value *arguments) {
    Ref exception = value_get_attribute_text(ts, arguments[0], "exc_value");
    Ref message =
        ref_is_null(exception) ? NO_REF : value_get_attribute_text(ts, arguments[0], "err_msg");
    Ref object =
        ref_is_null(message) ? NO_REF : value_get_attribute_text(ts, arguments[0], "object");
    bool ok = !ref_is_null(object);
    if (ok && value_has_layout(ts, borrow(exception), KIND_EXCEPTION)) {
        print(ts, borrow(exception), borrow(message), borrow(object));
    }
    ref_drop(ts, object);
    ref_drop(ts, message);
    ref_drop(ts, exception);
    return ok ? owned(NONE) : NO_REF;
}
