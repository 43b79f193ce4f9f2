// Raising: the built-in exception classes by number, and the state of the exception being
// raised.
//
// A C function that fails sets the exception on its thread and returns NO_REF, false or -1;
// whoever calls it cleans up and passes the failure on. ts->error holds the exception object
// meanwhile.
#ifndef GILT_VM_OBJECT_EXCEPTIONS_H
#define GILT_VM_OBJECT_EXCEPTIONS_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

typedef enum ExceptionId {
#define EXCEPTION(id, name, base) EXC_##id,
#include "vm/object/exceptions.def"
#undef EXCEPTION
    EXCEPTION_COUNT
} ExceptionId;

// The class of a built-in exception.
static inline Type *exception_type(const ThreadState *ts, ExceptionId id) {
    return ts->interpreter->exceptions[id];
}

static inline bool error_is_set(const ThreadState *ts) {
    return !value_is_null(ts->error);
}

// Raises a new exception with a message made as by printf (UTF-8). Returns NO_REF, so that a
// caller can `return raise_error(...)`. __context__ is filled from the exception being handled.
Ref raise_error(ThreadState *ts, ExceptionId id, const char *format, ...) ATTACHED
    __attribute__((format(printf, 3, 4)));
// Raises a new exception whose only argument is `argument` (KeyError(key),
// StopIteration(value)); without arguments if it is NO_VALUE (KeyboardInterrupt()).
Ref raise_error_value(ThreadState *ts, ExceptionId id, Value argument) ATTACHED;
// Raises a new exception whose message is the repr of v between two pieces of text. Always
// NO_REF; what the repr raises is passed on.
Ref raise_error_repr(ThreadState *ts, ExceptionId id, const char *before, Value v,
                     const char *behind) ATTACHED RUNS_GUEST;
// Raises a new exception whose message is the Str `message`; takes the reference; NO_REF passes
// through.
Ref raise_error_str(ThreadState *ts, ExceptionId id, Ref message) ATTACHED;
// Raises `exception` (an instance); takes the reference.
Ref raise_exception(ThreadState *ts, Ref exception) ATTACHED;
// TypeError: calling the exception class `class` has given `made`, which is no exception.
Ref raise_no_exception(ThreadState *ts, Value class, Value made) ATTACHED RUNS_GUEST;
// TypeError: the callee as CPython names it, and what `format`, with a %s for `detail`, says of
// it.
void raise_about_callee(ThreadState *ts, Value callee, const char *format,
                        const char *detail) ATTACHED RUNS_GUEST;
// MemoryError without needing memory.
Ref raise_memory_error(ThreadState *ts) ATTACHED;
// OSError (or its subclass) for an errno; `path` is a Str or NO_VALUE.
Ref raise_os_error(ThreadState *ts, int error_number, Value path) ATTACHED;

// The subclass of OSError for an errno. ANY_THREAD.
ExceptionId os_error_class(int error_number);

// Sets the first two fields of the exception being raised (AttributeError's name and obj,
// NameError's name): NO_VALUE leaves a field alone.
void error_set_fields(ThreadState *ts, Value first, Value second) ATTACHED;

// Whether the exception being raised is of the built-in class `id`.
bool error_matches(ThreadState *ts, ExceptionId id) ATTACHED;
// Takes the exception being raised off the thread: the caller owns it.
Ref error_fetch(ThreadState *ts) ATTACHED;
// Puts one back as it was (no new context, no traceback entry).
void error_restore(ThreadState *ts, Ref exception) ATTACHED;
// Forgets the exception being raised.
void error_clear(ThreadState *ts) ATTACHED RUNS_GUEST;
// For destructors and callbacks that cannot propagate: prints "Exception ignored in: ..." and
// forgets it.
void error_write_unraisable(ThreadState *ts, const char *where,
                            Value object) ATTACHED RUNS_GUEST;

#endif
