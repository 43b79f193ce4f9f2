// Making and raising exceptions from C.
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// A new exception object; takes the reference to the arguments tuple.
static Ref exception_new(ThreadState *ts, Type *type, Ref arguments) ATTACHED {
    if (ref_is_null(arguments)) {
        return NO_REF;
    }
    Exception *exception = object_new(ts, type, type->instance_size);
    if (!exception) {
        ref_drop(ts, arguments);
        return NO_REF;
    }
    exception->arguments = borrow(arguments);
    return object_ref(exception);
}

// The exception's context; other threads may be raising it as well.
static Ref take_context(ThreadState *ts, Exception *exception) ATTACHED {
    object_lock(ts, &exception->head);
    Ref context = slot_take_locked(ts, &exception->context);
    object_unlock(ts, &exception->head);
    return context;
}

// Replaces the context if it is `expected`, or if that is NO_VALUE.
static void replace_context(ThreadState *ts, Exception *exception, Value expected,
                            Ref context) ATTACHED {
    object_lock(ts, &exception->head);
    Value old = slot_load(&exception->context);
    if (value_is_null(expected) || value_same(old, expected)) {
        slot_publish(&exception->context, borrow(context));
        context = owned(old);
    }
    object_unlock(ts, &exception->head);
    ref_drop(ts, context);
}

// Cuts the context chain of `handled` where `raised` is in it. A chain that other threads have
// made into a loop is noticed by meeting an exception again (Brent).
static void cut_chain(ThreadState *ts, Value handled, Exception *raised) ATTACHED {
    Ref link = ref_take(ts, handled);
    const Object *mark = NULL;
    for (uint64_t steps = 1; !ref_is_null(link) && value_is_object(borrow(link)); steps++) {
        Exception *exception = (Exception *)value_object(borrow(link));
        Ref next = take_context(ts, exception);
        if (mark == &exception->head || value_same(borrow(next), object_value(raised))) {
            ref_drop(ts, next);
            if (mark != &exception->head) {
                replace_context(ts, exception, object_value(raised), NO_REF);
            }
            break;
        }
        mark = (steps & (steps - 1)) == 0 ? &exception->head : mark;
        ref_drop(ts, link);
        link = next;
    }
    ref_drop(ts, link);
}

// A raised exception remembers the one that was being handled. A chain never gets a loop.
static void set_context(ThreadState *ts, Exception *raised) ATTACHED {
    Value handled = ts->handled;
    if (value_is_null(handled) || value_is_none(handled) ||
        value_object(handled) == &raised->head || object_is_immortal(&raised->head)) {
        return;
    }
    cut_chain(ts, handled, raised);
    replace_context(ts, raised, NO_VALUE, ref_take(ts, handled));
}

Ref raise_exception(ThreadState *ts, Ref exception) {
    if (ref_is_null(exception)) {
        return NO_REF;
    }
    set_context(ts, (Exception *)value_object(borrow(exception)));
    Value old = ts->error;
    ts->error = borrow(exception);
    value_drop(ts, old);
    return NO_REF;
}

static Ref raise_with_arguments(ThreadState *ts, ExceptionId id, Ref arguments) ATTACHED {
    return raise_exception(ts, exception_new(ts, exception_type(ts, id), arguments));
}

Ref raise_error_str(ThreadState *ts, ExceptionId id, Ref message) {
    if (ref_is_null(message)) {
        return NO_REF;
    }
    Value text = borrow(message);
    Ref result = raise_with_arguments(ts, id, tuple_from_array(ts, &text, 1));
    ref_drop(ts, message);
    return result;
}

Ref raise_error(ThreadState *ts, ExceptionId id, const char *format, ...) {
    char small[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length < (int)sizeof small) {
        return raise_error_str(ts, id, str_from_utf8(ts, small, (size_t)length));
    }
    char *large = buffer_new(ts, (size_t)length + 1);
    if (!large) {
        return NO_REF;
    }
    va_start(arguments, format);
    vsnprintf(large, (size_t)length + 1, format, arguments);
    va_end(arguments);
    raise_error_str(ts, id, str_from_utf8(ts, large, (size_t)length));
    buffer_free(ts, large);
    return NO_REF;
}

Ref raise_error_repr(ThreadState *ts, ExceptionId id, const char *before, Value v,
                     const char *behind) {
    Ref text = value_repr(ts, v);
    char *shown = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
    if (shown) {
        raise_error(ts, id, "%s%s%s", before, shown, behind);
    }
    buffer_free(ts, shown);
    ref_drop(ts, text);
    return NO_REF;
}

Ref raise_error_value(ThreadState *ts, ExceptionId id, Value argument) {
    size_t n = value_is_null(argument) ? 0 : 1;
    raise_with_arguments(ts, id, tuple_from_array(ts, &argument, n));
    if ((id == EXC_STOP_ITERATION || id == EXC_SYSTEM_EXIT) && error_is_set(ts)) {
        error_set_fields(ts, argument, NO_VALUE);
    }
    return NO_REF;
}

Ref raise_no_exception(ThreadState *ts, Value class, Value made) {
    Ref shown = value_repr(ts, class);
    char *text = ref_is_null(shown) ? NULL : str_to_utf8(ts, borrow(shown), NULL);
    if (text) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "calling %s should have returned an instance of BaseException, not %s",
                    text, value_type_name(ts, made));
    }
    buffer_free(ts, text);
    ref_drop(ts, shown);
    return NO_REF;
}

// "f()" or "module.f()", as CPython's messages name the function called; a Str.
static Ref describe_callee(ThreadState *ts, Value callee) ATTACHED {
    Ref qualified_name = value_get_attribute_text(ts, callee, "__qualname__");
    if (ref_is_null(qualified_name)) {
        error_clear(ts);
        return value_str(ts, callee);
    }
    Ref module = value_get_attribute_text(ts, callee, "__module__");
    if (ref_is_null(module)) {
        error_clear(ts);
    }
    Ref result = NO_REF;
    Ref text = value_str(ts, borrow(qualified_name));
    char *name = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
    if (name && value_is(borrow(module), KIND_STR)) {
        char *prefix = str_to_utf8(ts, borrow(module), NULL);
        if (prefix) {
            bool is_builtin = strcmp(prefix, "builtins") == 0;
            result = is_builtin ? str_format(ts, "%s()", name)
                                : str_format(ts, "%s.%s()", prefix, name);
            buffer_free(ts, prefix);
        }
    } else if (name) {
        result = str_format(ts, "%s()", name);
    }
    buffer_free(ts, name);
    ref_drop(ts, text);
    ref_drop(ts, module);
    ref_drop(ts, qualified_name);
    return result;
}

void raise_about_callee(ThreadState *ts, Value callee, const char *format, const char *detail) {
    Ref described = describe_callee(ts, callee);
    char *text = ref_is_null(described) ? NULL : str_to_utf8(ts, borrow(described), NULL);
    if (text) {
        char words[128];
        snprintf(words, sizeof words, "%%s %s", format);
        raise_error(ts, EXC_TYPE_ERROR, words, text, detail);
    }
    buffer_free(ts, text);
    ref_drop(ts, described);
}

Ref raise_memory_error(ThreadState *ts) {
    // Prepared at start-up; it carries no state of this failure, so any number of threads may
    // raise it.
    Object *prepared = ts->interpreter->memory_error;
    Value old = ts->error;
    ts->error = borrow(ref_take_object(ts, prepared));
    value_drop(ts, old);
    return NO_REF;
}

ExceptionId os_error_class(int error_number) {
    switch (error_number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
        return EXC_BLOCKING_IO_ERROR;
    case EPIPE:
    case ESHUTDOWN:
        return EXC_BROKEN_PIPE_ERROR;
    case ECHILD:
        return EXC_CHILD_PROCESS_ERROR;
    case ECONNABORTED:
        return EXC_CONNECTION_ABORTED_ERROR;
    case ECONNREFUSED:
        return EXC_CONNECTION_REFUSED_ERROR;
    case ECONNRESET:
        return EXC_CONNECTION_RESET_ERROR;
    case EEXIST:
        return EXC_FILE_EXISTS_ERROR;
    case ENOENT:
        return EXC_FILE_NOT_FOUND_ERROR;
    case EINTR:
        return EXC_INTERRUPTED_ERROR;
    case EISDIR:
        return EXC_IS_A_DIRECTORY_ERROR;
    case ENOTDIR:
        return EXC_NOT_A_DIRECTORY_ERROR;
    case EACCES:
    case EPERM:
        return EXC_PERMISSION_ERROR;
    case ESRCH:
        return EXC_PROCESS_LOOKUP_ERROR;
    case ETIMEDOUT:
        return EXC_TIMEOUT_ERROR;
    default:
        return EXC_OS_ERROR;
    }
}

Ref raise_os_error(ThreadState *ts, int error_number, Value path) {
    Ref number = int_from_i64(ts, error_number);
    Ref text = str_from_text(ts, strerror(error_number));
    Value parts[2] = {borrow(number), borrow(text)};
    if (!ref_is_null(text)) {
        raise_with_arguments(ts, os_error_class(error_number), tuple_from_array(ts, parts, 2));
    }
    if (error_is_set(ts) && error_matches(ts, EXC_OS_ERROR)) {
        error_set_fields(ts, parts[0], parts[1]);
        if (!value_is_null(path)) {
            Exception *exception = (Exception *)value_object(ts->error);
            exception->fields[2] = borrow(ref_take(ts, path));
        }
    }
    ref_drop(ts, text);
    return NO_REF;
}

void error_set_fields(ThreadState *ts, Value first, Value second) {
    if (!error_is_set(ts)) {
        return;
    }
    Exception *exception = (Exception *)value_object(ts->error);
    Value fields[2] = {first, second};
    for (int i = 0; i < 2; i++) {
        if (!value_is_null(fields[i]) && !object_is_immortal(&exception->head)) {
            Value old = exception->fields[i];
            exception->fields[i] = borrow(ref_take(ts, fields[i]));
            value_drop(ts, old);
        }
    }
}

bool error_matches(ThreadState *ts, ExceptionId id) {
    return error_is_set(ts) &&
           type_is_subtype(value_type(ts, ts->error), exception_type(ts, id));
}

Ref error_fetch(ThreadState *ts) {
    Ref exception = owned(ts->error);
    ts->error = NO_VALUE;
    return exception;
}

void error_restore(ThreadState *ts, Ref exception) {
    Value old = ts->error;
    ts->error = borrow(exception);
    value_drop(ts, old);
}

void error_clear(ThreadState *ts) {
    Ref exception = error_fetch(ts);
    ref_drop(ts, exception);
}

void error_write_unraisable(ThreadState *ts, const char *where, Value object) {
    Ref exception = error_fetch(ts);
    if (ref_is_null(exception)) {
        return;
    }
    report_unraisable(ts, borrow(exception), where, object);
    error_clear(ts);
    ref_drop(ts, exception);
}
