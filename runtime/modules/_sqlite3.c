// The module _sqlite3: connections to databases of SQLite (sqlite.h).
#include <string.h>

#include "runtime/modules/sqlite.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/library.h"
#include "vm/base/clock.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

bool database_enter(ThreadState *ts, Database *database) {
    if (load_relaxed(&database->running) == ts) {
        database->depth++;
    } else {
        if (guest_lock_acquire(ts, &database->lock, CLOCK_NEVER, WAIT_LOCK) != LOCK_TAKEN) {
            return false;
        }
        store_relaxed(&database->running, ts);
        database->depth = 0;
    }
    if (!database->handle) {
        database_leave(ts, database);
        raise_module_error(ts, "sqlite3", "ProgrammingError",
                           "Cannot operate on a closed database.");
        return false;
    }
    return true;
}

void database_enter_always(ThreadState *ts, Database *database) {
    if (load_relaxed(&database->running) == ts) {
        database->depth++;
        return;
    }
    bool has_error = error_is_set(ts);
    Ref error = has_error ? error_fetch(ts) : NO_REF;
    while (guest_lock_acquire(ts, &database->lock, CLOCK_NEVER, WAIT_LOCK) != LOCK_TAKEN) {
        error_write_unraisable(ts, "while waiting for a database", NO_VALUE);
    }
    store_relaxed(&database->running, ts);
    database->depth = 0;
    if (has_error) {
        error_restore(ts, error);
    }
}

void database_leave(ThreadState *ts, Database *database) {
    (void)ts;
    if (database->depth > 0) {
        database->depth--;
        return;
    }
    store_relaxed(&database->running, NULL);
    guest_lock_release(&database->lock);
}

Ref database_fail(ThreadState *ts, Database *database, int code) {
    if (error_is_set(ts)) { // a function of the guest has raised it
        return NO_REF;
    }
    if (code == SQLITE_NOMEM) {
        return raise_memory_error(ts);
    }
    bool is_known =
        database && database->handle && sqlite3_errcode(database->handle) != SQLITE_OK;
    const char *why = is_known ? sqlite3_errmsg(database->handle) : sqlite3_errstr(code);
    int extended = is_known ? sqlite3_extended_errcode(database->handle) : code;
    Ref message = str_from_text(ts, why);
    Value arguments[2] = {value_from_int(extended), borrow(message)};
    if (!ref_is_null(message)) {
        library_raise(ts, "sqlite3", "_error", arguments, 2);
    }
    ref_drop(ts, message);
    return NO_REF;
}

char *sqlite_text(ThreadState *ts, Value s, size_t *length) {
    Ref bytes = codec_encode(ts, s, NO_VALUE, NO_VALUE); // refuses surrogates
    ref_drop(ts, bytes);
    return ref_is_null(bytes) ? NULL : str_to_utf8(ts, s, length);
}

// --- opening and closing --------------------------------------------------------------------

// open(path, flags, timeout in ms): a Database.
static Ref module_open(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t flags, timeout;
    if (!value_has_layout(ts, a[0], KIND_STR) ||
        !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &flags) ||
        !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &timeout)) {
        return error_is_set(ts) ? NO_REF
                                : raise_error(ts, EXC_TYPE_ERROR, "a path is required");
    }
    char *path = str_to_utf8(ts, a[0], NULL);
    Database *self =
        path ? object_new(ts, builtin_type(ts, KIND_SQLITE_DATABASE), sizeof *self) : NULL;
    if (!self) {
        buffer_free(ts, path);
        return NO_REF;
    }
    Ref ref = object_ref(self);
    guest_lock_init(&self->lock);
    self->kept = list_new(ts, 0);
    sqlite3 *handle = NULL;
    thread_detach(ts);
    int code = sqlite3_open_v2(path, &handle, (int)flags, NULL);
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(handle, 1);
        sqlite3_busy_timeout(handle, (int)timeout);
    }
    thread_attach(ts);
    buffer_free(ts, path);
    self->handle = handle;
    if (code != SQLITE_OK || ref_is_null(self->kept)) {
        database_fail(ts, self, code);
        ref_drop(ts, ref);
        return NO_REF;
    }
    return ref;
}

// SQLite keeps a connection until its last statement has gone.
static void close_handle(ThreadState *ts, sqlite3 *handle) ATTACHED {
    thread_detach(ts);
    sqlite3_close_v2(handle);
    thread_attach(ts);
}

static void database_destroy(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Database *self = (Database *)(void *)object;
    if (self->handle) {
        close_handle(ts, self->handle);
    }
    ref_drop(ts, self->kept);
    guest_lock_done(&self->lock);
}

static void database_traverse(Object *object, Visitor visit, void *context) {
    visit(borrow(((Database *)(void *)object)->kept), context);
}

static Ref database_close(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Database *self = database_of(a[0]);
    if (!database_enter(ts, self)) {
        return NO_REF;
    }
    bool is_inside = self->depth > 0; // a function that SQLite calls must not close it
    sqlite3 *handle = self->handle;
    if (!is_inside) {
        object_lock(ts, &self->head); // see database_interrupt()
        store_relaxed(&self->handle, NULL);
        object_unlock(ts, &self->head);
        close_handle(ts, handle);
    }
    database_leave(ts, self);
    return is_inside
               ? raise_module_error(ts, "sqlite3", "ProgrammingError",
                                    "the database is in use by the function that closes it")
               : owned(NONE);
}

// --- questions ------------------------------------------------------------------------------

// A number that SQLite knows about the connection.
#define QUESTION(name, expression)                                                             \
    static Ref database_##name(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {          \
        Database *self = database_of(a[0]);                                                    \
        if (!database_enter(ts, self)) {                                                       \
            return NO_REF;                                                                     \
        }                                                                                      \
        int64_t number = (expression);                                                         \
        database_leave(ts, self);                                                              \
        return int_from_i64(ts, number);                                                       \
    }

QUESTION(changes, sqlite3_changes64(self->handle))
QUESTION(total_changes, sqlite3_total_changes64(self->handle))
QUESTION(last_rowid, sqlite3_last_insert_rowid(self->handle))
QUESTION(in_transaction, !sqlite3_get_autocommit(self->handle))

// What another thread's call is doing ends with an error. Does not wait for that call; the
// object's own lock keeps the connection from being closed meanwhile.
static Ref database_interrupt(ThreadState *ts, const Value *a) ATTACHED {
    Database *self = database_of(a[0]);
    object_lock(ts, &self->head);
    sqlite3 *handle = load_relaxed(&self->handle);
    if (handle) {
        sqlite3_interrupt(handle);
    }
    object_unlock(ts, &self->head);
    return handle ? owned(NONE)
                  : raise_module_error(ts, "sqlite3", "ProgrammingError",
                                       "Cannot operate on a closed database.");
}

// limit(category, value): the old one.
static Ref database_limit(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Database *self = database_of(a[0]);
    int64_t category, limit;
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &category) ||
        !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &limit) || !database_enter(ts, self)) {
        return NO_REF;
    }
    limit = limit > INT32_MAX ? INT32_MAX : limit < -1 ? -1 : limit;
    int old = sqlite3_limit(self->handle, (int)category, (int)limit);
    database_leave(ts, self);
    return old < 0 ? raise_module_error(ts, "sqlite3", "ProgrammingError",
                                        "'category' is out of bounds")
                   : owned(value_from_int(old));
}

// backup(source, target): all of `source` is copied into `target`.
static Ref module_backup(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Database *source = database_of(a[0]);
    Database *target = database_of(a[1]);
    if (!value_is(a[0], KIND_SQLITE_DATABASE) || !value_is(a[1], KIND_SQLITE_DATABASE) ||
        source == target) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "target cannot be the same connection instance");
    }
    // In the order of their places, so that two threads do not wait for each other.
    Database *first = source < target ? source : target;
    Database *second = source < target ? target : source;
    if (!database_enter(ts, first)) {
        return NO_REF;
    }
    if (!database_enter(ts, second)) {
        database_leave(ts, first);
        return NO_REF;
    }
    thread_detach(ts);
    sqlite3_backup *backup =
        sqlite3_backup_init(target->handle, "main", source->handle, "main");
    if (backup) {
        sqlite3_backup_step(backup, -1);
        sqlite3_backup_finish(backup);
    }
    thread_attach(ts);
    int code = sqlite3_errcode(target->handle);
    if (code != SQLITE_OK) {
        database_fail(ts, target, code);
    }
    database_leave(ts, second);
    database_leave(ts, first);
    return error_is_set(ts) ? NO_REF : owned(NONE);
}

// Whether the text ends with a complete command.
static Ref module_complete(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "complete_statement() argument 'statement' must be str, not %s",
                           value_type_name(ts, a[0]));
    }
    char *text = str_to_utf8(ts, a[0], NULL);
    if (!text) {
        return NO_REF;
    }
    bool is_complete = sqlite3_complete(text);
    buffer_free(ts, text);
    return owned(value_bool(is_complete));
}

static const NativeDef METHODS[] = {
    {"close(self, /)", database_close, NULL, 0},
    {"prepare(self, sql, /)", database_prepare, NULL, 0},
    {"changes(self, /)", database_changes, NULL, 0},
    {"total_changes(self, /)", database_total_changes, NULL, 0},
    {"last_rowid(self, /)", database_last_rowid, NULL, 0},
    {"in_transaction(self, /)", database_in_transaction, NULL, 0},
    {"interrupt(self, /)", database_interrupt, NULL, 0},
    {"limit(self, category, value, /)", database_limit, NULL, 0},
    {"create_function(self, name, n, function, deterministic, /)", database_create_function,
     NULL, 0},
    {"create_aggregate(self, name, n, factory, /)", database_create_aggregate, NULL, 0},
    {"create_collation(self, name, function, /)", database_create_collation, NULL, 0},
    {"set_trace(self, function, /)", database_set_trace, NULL, 0},
    {"set_progress(self, function, n, /)", database_set_progress, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec sqlite_database_type_spec = {
    .name = "_sqlite3.Database",
    .kind = KIND_SQLITE_DATABASE,
    .size = sizeof(Database),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = database_destroy, .traverse = database_traverse},
    .methods = METHODS,
    .doc = "A connection to a database.",
};

static const NativeDef FUNCTIONS[] = {
    {"open(path, flags, timeout, /)", module_open, "Connect to a database.", 0},
    {"backup(source, target, /)", module_backup, "Copy a database.", 0},
    {"complete_statement(statement, /)", module_complete,
     "Whether a text ends with a complete command.", 0},
    {NULL, NULL, NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Object *dict = ((Module *)(void *)module)->dict;
    return dict_put_text(ts, dict, "sqlite_version", str_from_text(ts, sqlite3_libversion()));
}

const ModuleSpec sqlite_module_spec = {
    .name = "_sqlite3",
    .doc = "Databases of SQLite.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
