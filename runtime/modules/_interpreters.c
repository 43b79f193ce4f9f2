// The module _interpreters: other interpreters of this process, by their numbers.
//
// It makes and ends them and carries one function call over: the name of a function of the
// guest module _interpreter_worker, which is called there, and its argument go there as a
// Parcel; the result comes back as one. What there is to be done at either end is written in
// the guest language (concurrent/interpreters, _interpreter_worker).
#include <stdlib.h>

#include "compiler/opcodes.h"
#include "runtime/modules/interpreter_life.h"
#include "runtime/modules/parcel.h"
#include "runtime/objects/library.h"
#include "vm/exec/call.h"
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/process.h"
#include "vm/thread/thread_state.h"
#include "vm/thread/visit.h"

#define ERRORS "concurrent.interpreters._errors"

static Process *process_of(const ThreadState *ts) {
    return ts->interpreter->process;
}

static bool read_id(ThreadState *ts, Value v, int64_t *out) ATTACHED RUNS_GUEST {
    return value_to_index(ts, v, EXC_OVERFLOW_ERROR, out);
}

static Ref raise_unknown(ThreadState *ts, int64_t id) ATTACHED RUNS_GUEST {
    return raise_module_error(ts, ERRORS, "InterpreterNotFoundError",
                              "unrecognized interpreter ID %lld", (long long)id);
}

static Ref raise_refused(ThreadState *ts, const char *message) ATTACHED RUNS_GUEST {
    return raise_module_error(ts, ERRORS, "InterpreterError", "%s", message);
}

// A list of numbers from malloc, which is freed.
static Ref take_numbers(ThreadState *ts, int64_t *numbers, size_t n) ATTACHED {
    Ref list = numbers ? list_new(ts, n) : raise_memory_error(ts);
    for (size_t i = 0; !ref_is_null(list) && i < n; i++) {
        Ref number = int_from_i64(ts, numbers[i]);
        if (ref_is_null(number) ||
            !list_append(ts, value_object(borrow(list)), borrow(number))) {
            ref_drop(ts, list);
            list = NO_REF;
        }
        ref_drop(ts, number);
    }
    free(numbers);
    return list;
}

// --- the list ---

static Ref interpreters_create(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    int64_t id = interpreter_create_beside(ts);
    return id >= 0 ? int_from_i64(ts, id) : raise_memory_error(ts);
}

static Ref interpreters_list(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    int64_t *numbers;
    size_t n = process_list(process_of(ts), &numbers);
    return take_numbers(ts, numbers, n);
}

static Ref interpreters_current(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return int_from_i64(ts, ts->interpreter->id);
}

static Ref interpreters_is_running(ThreadState *ts,
                                   const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    if (!read_id(ts, arguments[0], &id)) {
        return NO_REF;
    }
    int is_running = process_is_running(process_of(ts), id);
    return is_running < 0 ? raise_unknown(ts, id) : owned(value_bool(is_running));
}

static Ref interpreters_hold(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    if (!read_id(ts, arguments[0], &id)) {
        return NO_REF;
    }
    return process_hold(process_of(ts), id) ? owned(NONE) : raise_unknown(ts, id);
}

static Ref interpreters_drop(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    if (!read_id(ts, arguments[0], &id)) {
        return NO_REF;
    }
    Interpreter *other = process_drop(process_of(ts), id);
    if (other) {
        interpreter_close(ts, other);
    }
    return error_is_set(ts) ? NO_REF : owned(NONE);
}

static Ref interpreters_destroy(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    if (!read_id(ts, arguments[0], &id)) {
        return NO_REF;
    }
    if (id == 0) {
        return raise_refused(ts, "cannot destroy unrecognized interpreter 0");
    }
    if (id == ts->interpreter->id) {
        return raise_refused(ts, "cannot destroy the current interpreter");
    }
    Interpreter *other;
    switch (process_claim(process_of(ts), id, true, &other)) {
    case CLAIM_UNKNOWN:
        return raise_unknown(ts, id);
    case CLAIM_REFUSED:
        return raise_refused(ts, "interpreter running");
    default:
        interpreter_close(ts, other);
        return error_is_set(ts) ? NO_REF : owned(NONE);
    }
}

// --- running something there ---

// In the other interpreter: calls the function, and packs its result. False: what went wrong
// there is no fault of the program's, and only its class is told, as *failure (from malloc).
static bool call_worker(ThreadState *visitor, const char *name, const Parcel *request,
                        Parcel *result) ATTACHED RUNS_GUEST {
    Ref argument = parcel_unpack(visitor, request);
    Value v = borrow(argument);
    Ref returned = ref_is_null(argument)
                       ? NO_REF
                       : library_call(visitor, "_interpreter_worker", name, &v, 1);
    bool ok = !ref_is_null(returned) && parcel_pack(visitor, borrow(returned), result) == 1;
    ref_drop(visitor, returned);
    ref_drop(visitor, argument);
    return ok;
}

// The name of the class of what was raised there, as a parcel with a Str; empty without memory.
static void pack_failure(ThreadState *visitor, Parcel *failure) ATTACHED RUNS_GUEST {
    Ref exception = error_fetch(visitor);
    Ref text = ref_is_null(exception)
                   ? NO_REF
                   : str_from_text(visitor, value_type_name(visitor, borrow(exception)));
    if (ref_is_null(text) || parcel_pack(visitor, borrow(text), failure) != 1) {
        error_clear(visitor);
    }
    ref_drop(visitor, text);
    ref_drop(visitor, exception);
}

static Ref visit(ThreadState *ts, Interpreter *other, const char *name,
                 Parcel *request) NO_CONTRACT_CHECK {
    Parcel result = {0};
    Parcel failure = {0};
    ThreadState *visitor = visit_begin(ts, other);
    bool ok = call_worker(visitor, name, request, &result);
    if (!ok) {
        pack_failure(visitor, &failure);
    }
    parcel_free(process_of(visitor), request);
    visit_leave(visitor);
    interpreter_return(ts, other);
    Ref returned = NO_REF;
    if (error_is_set(ts)) {
        // A signal's handler raised meanwhile: that goes first.
    } else if (ok) {
        returned = parcel_unpack(ts, &result);
    } else {
        Ref class =
            failure.data ? parcel_unpack(ts, &failure) : str_from_text(ts, "MemoryError");
        Value argument = borrow(class);
        library_raise(ts, ERRORS, "InterpreterError", &argument, 1);
        ref_drop(ts, class);
    }
    parcel_free(process_of(ts), &result);
    parcel_free(process_of(ts), &failure);
    return returned;
}

static Ref run_claimed(ThreadState *ts, int64_t id, const char *name,
                       Parcel *request) ATTACHED RUNS_GUEST {
    Interpreter *other;
    switch (process_claim(process_of(ts), id, false, &other)) {
    case CLAIM_UNKNOWN:
        parcel_free(process_of(ts), request);
        return raise_unknown(ts, id);
    case CLAIM_REFUSED:
        parcel_free(process_of(ts), request);
        return raise_refused(ts, "interpreter already running");
    default:
        return visit(ts, other, name, request);
    }
}

static Ref interpreters_run(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    if (!read_id(ts, arguments[0], &id)) {
        return NO_REF;
    }
    if (!value_has_layout(ts, arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "the function's name must be a str");
    }
    Parcel request = {0};
    int packed = parcel_pack(ts, arguments[2], &request);
    if (packed == 0) {
        Ref text = value_repr(ts, arguments[2]);
        Ref words = str_from_text(ts, " does not support cross-interpreter data");
        Ref message =
            ref_is_null(text) ? NO_REF : str_concatenate(ts, borrow(text), borrow(words));
        ref_drop(ts, words);
        ref_drop(ts, text);
        Value argument = borrow(message);
        if (!ref_is_null(message)) {
            library_raise(ts, ERRORS, "NotShareableError", &argument, 1);
        }
        ref_drop(ts, message);
        return NO_REF;
    }
    char *name = packed == 1 ? str_to_utf8(ts, arguments[1], NULL) : NULL;
    if (!name) {
        parcel_free(process_of(ts), &request);
        return NO_REF;
    }
    Ref result = run_claimed(ts, id, name, &request);
    buffer_free(ts, name);
    return result;
}

static Ref interpreters_accepts(ThreadState *ts, const Value *arguments) ATTACHED {
    return owned(value_bool(parcel_accepts(ts, arguments[0])));
}

// Whether all of it can be sent as it is.
static Ref interpreters_is_sendable(ThreadState *ts,
                                    const Value *arguments) ATTACHED RUNS_GUEST {
    Parcel parcel = {0};
    int packed = parcel_pack(ts, arguments[0], &parcel);
    parcel_free(process_of(ts), &parcel);
    return packed < 0 ? NO_REF : owned(value_bool(packed));
}

static Ref interpreters_global_names(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_is(arguments[0], KIND_CODE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a code object is required, not %s",
                           value_type_name(ts, arguments[0]));
    }
    const Code *code = (const Code *)(void *)value_object(arguments[0]);
    Ref list = list_new(ts, 0);
    for (uint32_t i = 0; i < code->n_words && !ref_is_null(list);) {
        CodeWord word = {.word = load_relaxed(&code->words[i].word)};
        Instruction instruction = word.instruction;
        bool is_global = instruction.op == OP_LOAD_GLOBAL ||
                         instruction.op == OP_STORE_GLOBAL ||
                         instruction.op == OP_DELETE_GLOBAL;
        if (is_global &&
            !list_append(ts, value_object(borrow(list)), code->names[instruction.b])) {
            ref_drop(ts, list);
            list = NO_REF;
        }
        i += 1 + OPCODE_INFO[instruction.op].caches;
    }
    return list;
}

static Ref interpreters_beginning(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    (void)arguments;
    const Parcel *beginning = process_of(ts)->beginning;
    return beginning ? parcel_unpack(ts, beginning) : owned(NONE);
}

static const NativeDef FUNCTIONS[] = {
    {"create()", interpreters_create,
     "Make a new, idle interpreter, with one reference, and return its number.", 0},
    {"destroy(id, /)", interpreters_destroy, "End an interpreter that runs nothing.", 0},
    {"list_all()", interpreters_list, "The numbers of all interpreters.", 0},
    {"get_current()", interpreters_current, "The number of the current interpreter.", 0},
    {"is_running(id, /)", interpreters_is_running,
     "Whether code is being run in the interpreter's main thread.", 0},
    {"incref(id, /)", interpreters_hold, "One more object stands for the interpreter.", 0},
    {"decref(id, /)", interpreters_drop, "One less; after the last the interpreter is ended.",
     0},
    {"run(id, function, argument, /)", interpreters_run,
     "Call a function of _interpreter_worker in another interpreter: what it returns.", 0},
    {"is_shareable(obj, /)", interpreters_accepts,
     "Return whether the object's data may be shared between interpreters.", 0},
    {"is_sendable(obj, /)", interpreters_is_sendable,
     "Whether the object and everything in it can be sent without pickle.", 0},
    {"global_names(code, /)", interpreters_global_names,
     "The names of the global variables and builtins that a code object uses.", 0},
    {"beginning()", interpreters_beginning,
     "What the program began with: sys.argv, sys.path, sys.warnoptions as tuples; or None.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec interpreters_module_spec = {
    .name = "_interpreters",
    .doc = "Other interpreters of this process; see concurrent.interpreters.",
    .functions = FUNCTIONS,
};
