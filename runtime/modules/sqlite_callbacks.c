// What SQLite calls while it works: functions, aggregates, collations, traces of the guest
// (sqlite.h). The thread is detached then, and attaches for the call. What the guest raises
// becomes an error of SQL, as in CPython; it is not kept.
#include <string.h>

#include "runtime/modules/sqlite.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/float.h"
#include "runtime/objects/library.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

#define ARGUMENTS_MAX 127 // of a function; SQLite's own limit

// What SQLite hands back with each call: allocated with a function, freed when SQLite drops it.
typedef struct Callback {
    Database *database; // which has a reference to what is called
    Value function;
} Callback;

// The callback, kept by the database. Null with MemoryError.
static Callback *callback_new(ThreadState *ts, Database *database, Value function) ATTACHED {
    Callback *callback = sqlite3_malloc(sizeof *callback);
    if (!callback || !list_append(ts, value_object(borrow(database->kept)), function)) {
        sqlite3_free(callback);
        raise_memory_error(ts);
        return NULL;
    }
    *callback = (Callback){database, function};
    return callback;
}

// --- values ---------------------------------------------------------------------------------

static Ref value_to_guest(ThreadState *ts, sqlite3_value *v) ATTACHED {
    switch (sqlite3_value_type(v)) {
    case SQLITE_INTEGER:
        return int_from_i64(ts, sqlite3_value_int64(v));
    case SQLITE_FLOAT:
        return float_new(ts, sqlite3_value_double(v));
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_value_text(v);
        return text ? str_from_utf8(ts, text, (size_t)sqlite3_value_bytes(v))
                    : raise_memory_error(ts);
    }
    case SQLITE_BLOB: {
        const void *data = sqlite3_value_blob(v);
        return bytes_new(ts, data ? data : "", (size_t)sqlite3_value_bytes(v));
    }
    default:
        return owned(NONE);
    }
}

// Gives SQLite the result. False with the exception set.
static bool give_result(ThreadState *ts, sqlite3_context *context,
                        Value v) ATTACHED RUNS_GUEST {
    int64_t number;
    bool is_negative;
    size_t length;
    if (value_is_none(v)) {
        sqlite3_result_null(context);
    } else if (value_is_bool(v)) {
        sqlite3_result_int(context, value_same(v, TRUE_VALUE));
    } else if (value_has_layout(ts, v, KIND_INT)) {
        if (!int_to_i64(ts, v, &number, &is_negative)) {
            raise_error(ts, EXC_OVERFLOW_ERROR, "int too large");
            return false;
        }
        sqlite3_result_int64(context, number);
    } else if (value_has_layout(ts, v, KIND_FLOAT)) {
        sqlite3_result_double(context, float_value(v));
    } else if (value_has_layout(ts, v, KIND_STR)) {
        char *text = sqlite_text(ts, v, &length);
        if (!text) {
            return false;
        }
        sqlite3_result_text64(context, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
        buffer_free(ts, text);
    } else {
        BytesHold hold;
        if (!bytes_require(ts, v, &hold)) {
            return false;
        }
        sqlite3_result_blob64(context, hold.length ? (const void *)hold.data : "",
                              (sqlite3_uint64)hold.length, SQLITE_TRANSIENT);
        bytes_release(ts, &hold);
    }
    return true;
}

// function(*arguments) for values of SQLite. NO_REF with the exception set.
static Ref call_with(ThreadState *ts, Value function, int n,
                     sqlite3_value **values) ATTACHED RUNS_GUEST {
    Value arguments[ARGUMENTS_MAX];
    int made = 0;
    for (; made < n && made < ARGUMENTS_MAX; made++) {
        Ref argument = value_to_guest(ts, values[made]);
        if (ref_is_null(argument)) {
            break;
        }
        arguments[made] = borrow(argument);
    }
    Ref result = made == n ? value_call(ts, function, arguments, (size_t)n) : NO_REF;
    for (int i = 0; i < made; i++) {
        value_drop(ts, arguments[i]);
    }
    return result;
}

// What was raised becomes an error of SQL.
static void tell_failure(ThreadState *ts, sqlite3_context *context, const char *what) ATTACHED {
    bool is_memory = error_matches(ts, EXC_MEMORY_ERROR);
    bool is_overflow = error_matches(ts, EXC_OVERFLOW_ERROR);
    error_clear(ts);
    if (is_memory) {
        sqlite3_result_error_nomem(context);
    } else if (is_overflow) {
        sqlite3_result_error_toobig(context);
    } else {
        sqlite3_result_error(context, what, -1);
    }
}

// --- functions ------------------------------------------------------------------------------

static void run_function(sqlite3_context *context, int n, sqlite3_value **values) {
    const Callback *callback = sqlite3_user_data(context);
    ThreadState *ts = callback->database->running;
    thread_attach(ts);
    Ref result = call_with(ts, callback->function, n, values);
    if (ref_is_null(result) || !give_result(ts, context, borrow(result))) {
        tell_failure(ts, context, "user-defined function raised exception");
    }
    ref_drop(ts, result);
    thread_detach(ts);
}

// The name of a function or collation, and how many arguments it has. Null with the exception
// set; buffer_free.
static char *read_name(ThreadState *ts, Value name, Value count, int64_t *n) ATTACHED {
    if (!value_has_layout(ts, name, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "the name must be str, not %s",
                    value_type_name(ts, name));
        return NULL;
    }
    return value_is_null(count) || value_to_index(ts, count, EXC_OVERFLOW_ERROR, n)
               ? str_to_utf8(ts, name, NULL)
               : NULL;
}

typedef void (*RunFunction)(sqlite3_context *context, int n, sqlite3_value **values);

static Ref define(ThreadState *ts, const Value *a, int flags, RunFunction run, RunFunction step,
                  void (*finish)(sqlite3_context *)) ATTACHED RUNS_GUEST {
    Database *database = database_of(a[0]);
    int64_t n = 0;
    char *name = read_name(ts, a[1], a[2], &n);
    if (!name || !database_enter(ts, database)) {
        buffer_free(ts, name);
        return NO_REF;
    }
    bool removes = value_is_none(a[3]);
    Callback *callback = removes ? NULL : callback_new(ts, database, a[3]);
    int code = SQLITE_OK;
    if (removes || callback) {
        code = sqlite3_create_function_v2(
            database->handle, name, n < -1 || n > ARGUMENTS_MAX ? -2 : (int)n,
            SQLITE_UTF8 | flags, callback, removes ? NULL : run, removes ? NULL : step,
            removes ? NULL : finish, sqlite3_free);
    }
    database_leave(ts, database);
    buffer_free(ts, name);
    if (code != SQLITE_OK) {
        return raise_module_error(ts, "sqlite3", "OperationalError", "Error creating %s",
                                  run ? "function" : "aggregate");
    }
    return error_is_set(ts) ? NO_REF : owned(NONE);
}

Ref database_create_function(ThreadState *ts, const Value *a) {
    int flags = value_same(a[4], TRUE_VALUE) ? SQLITE_DETERMINISTIC : 0;
    return define(ts, a, flags, run_function, NULL, NULL);
}

// --- aggregates -----------------------------------------------------------------------------

// The aggregate's object of the running query: made with its first row.
static Value *instance_place(sqlite3_context *context, int size) {
    return sqlite3_aggregate_context(context, size);
}

static void run_step(sqlite3_context *context, int n, sqlite3_value **values) {
    const Callback *callback = sqlite3_user_data(context);
    ThreadState *ts = callback->database->running;
    Value *place = instance_place(context, sizeof *place);
    if (!place) {
        sqlite3_result_error_nomem(context);
        return;
    }
    thread_attach(ts);
    if (place->bits == 0 || value_is_null(*place)) {
        *place = borrow(value_call(ts, callback->function, NULL, 0));
    }
    Ref name = str_intern_text(ts, "step");
    Ref step = value_is_null(*place) || ref_is_null(name)
                   ? NO_REF
                   : value_get_attribute(ts, *place, borrow(name));
    const char *what =
        value_is_null(*place) ? "user-defined aggregate's '__init__' method raised error"
        : ref_is_null(step)   ? "user-defined aggregate's 'step' method not defined"
                              : "user-defined aggregate's 'step' method raised error";
    Ref result = ref_is_null(step) ? NO_REF : call_with(ts, borrow(step), n, values);
    if (ref_is_null(result)) {
        tell_failure(ts, context, what);
    }
    ref_drop(ts, result);
    ref_drop(ts, step);
    ref_drop(ts, name);
    thread_detach(ts);
}

// Without rows, or without an object, the result is NULL.
static void run_finish(sqlite3_context *context) {
    const Callback *callback = sqlite3_user_data(context);
    ThreadState *ts = callback->database->running;
    Value *place = instance_place(context, 0);
    if (!place || place->bits == 0 || value_is_null(*place)) {
        return;
    }
    thread_attach(ts);
    Ref instance = owned(*place);
    *place = NO_VALUE;
    Ref name = str_intern_text(ts, "finalize");
    Ref finalize =
        ref_is_null(name) ? NO_REF : value_get_attribute(ts, borrow(instance), borrow(name));
    const char *what = ref_is_null(finalize)
                           ? "user-defined aggregate's 'finalize' method not defined"
                           : "user-defined aggregate's 'finalize' method raised error";
    Ref result = ref_is_null(finalize) ? NO_REF : value_call(ts, borrow(finalize), NULL, 0);
    if (ref_is_null(result) || !give_result(ts, context, borrow(result))) {
        tell_failure(ts, context, what);
    }
    ref_drop(ts, result);
    ref_drop(ts, finalize);
    ref_drop(ts, name);
    ref_drop(ts, instance);
    thread_detach(ts);
}

Ref database_create_aggregate(ThreadState *ts, const Value *a) {
    return define(ts, a, 0, NULL, run_step, run_finish);
}

// --- collations, traces ---------------------------------------------------------------------

static int run_collation(void *context, int n_left, const void *left, int n_right,
                         const void *right) {
    const Callback *callback = context;
    ThreadState *ts = callback->database->running;
    thread_attach(ts);
    Ref a = str_from_utf8(ts, left, (size_t)n_left);
    Ref b = str_from_utf8(ts, right, (size_t)n_right);
    Value arguments[2] = {borrow(a), borrow(b)};
    Ref result = ref_is_null(a) || ref_is_null(b)
                     ? NO_REF
                     : value_call(ts, callback->function, arguments, 2);
    int64_t order = 0;
    if (ref_is_null(result) ||
        !value_to_index(ts, borrow(result), EXC_OVERFLOW_ERROR, &order)) {
        error_clear(ts);
        order = 0;
    }
    ref_drop(ts, result);
    ref_drop(ts, b);
    ref_drop(ts, a);
    thread_detach(ts);
    return order < 0 ? -1 : order > 0;
}

Ref database_create_collation(ThreadState *ts, const Value *a) {
    Database *database = database_of(a[0]);
    int64_t n = 0;
    char *name = read_name(ts, a[1], NO_VALUE, &n);
    if (!name || !database_enter(ts, database)) {
        buffer_free(ts, name);
        return NO_REF;
    }
    bool removes = value_is_none(a[2]);
    Callback *callback = removes ? NULL : callback_new(ts, database, a[2]);
    int code = SQLITE_OK;
    if (removes || callback) {
        code = sqlite3_create_collation_v2(database->handle, name, SQLITE_UTF8, callback,
                                           removes ? NULL : run_collation, sqlite3_free);
        if (code != SQLITE_OK) {
            sqlite3_free(callback); // SQLite does it for functions only
            database_fail(ts, database, code);
        }
    }
    database_leave(ts, database);
    buffer_free(ts, name);
    return error_is_set(ts) ? NO_REF : owned(NONE);
}

static int run_trace(unsigned kind, void *context, void *statement, void *text) {
    (void)kind;
    const Database *database = context;
    ThreadState *ts = database->running;
    char *expanded = sqlite3_expanded_sql(statement);
    thread_attach(ts);
    Ref sql = str_from_text(ts, expanded ? expanded : (const char *)text);
    Value argument = borrow(sql);
    Ref result = ref_is_null(sql) ? NO_REF : value_call(ts, database->trace, &argument, 1);
    if (error_is_set(ts)) {
        error_clear(ts);
    }
    ref_drop(ts, result);
    ref_drop(ts, sql);
    thread_detach(ts);
    sqlite3_free(expanded);
    return 0;
}

static int run_progress(void *context) {
    const Database *database = context;
    ThreadState *ts = database->running;
    thread_attach(ts);
    Ref result = value_call(ts, database->progress, NULL, 0);
    int truth = ref_is_null(result) ? -1 : value_truth(ts, borrow(result));
    if (error_is_set(ts)) {
        error_clear(ts);
    }
    ref_drop(ts, result);
    thread_detach(ts);
    return truth != 0;
}

// Notes what is to be called from now on, or None.
static bool keep_hook(ThreadState *ts, Database *database, Value *place, Value v) ATTACHED {
    bool removes = value_is_none(v);
    if (!removes && !list_append(ts, value_object(borrow(database->kept)), v)) {
        return false;
    }
    *place = removes ? NO_VALUE : v;
    return true;
}

Ref database_set_trace(ThreadState *ts, const Value *a) {
    Database *database = database_of(a[0]);
    if (!database_enter(ts, database)) {
        return NO_REF;
    }
    if (keep_hook(ts, database, &database->trace, a[1])) {
        bool is_set = !value_is_null(database->trace);
        sqlite3_trace_v2(database->handle, is_set ? SQLITE_TRACE_STMT : 0,
                         is_set ? run_trace : NULL, database);
    }
    database_leave(ts, database);
    return error_is_set(ts) ? NO_REF : owned(NONE);
}

Ref database_set_progress(ThreadState *ts, const Value *a) {
    Database *database = database_of(a[0]);
    int64_t n;
    if (!value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &n) || !database_enter(ts, database)) {
        return NO_REF;
    }
    if (keep_hook(ts, database, &database->progress, a[1])) {
        sqlite3_progress_handler(database->handle, (int)n,
                                 value_is_null(database->progress) ? NULL : run_progress,
                                 database);
    }
    database_leave(ts, database);
    return error_is_set(ts) ? NO_REF : owned(NONE);
}
