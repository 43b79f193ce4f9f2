// Statements of SQLite: compiled commands, what is put in for their `?`, and the rows they give
// (sqlite.h).
#include <string.h>

#include "runtime/modules/sqlite.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/float.h"
#include "runtime/objects/library.h"
#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

typedef struct Statement {
    Object head;
    Ref database;
    sqlite3_stmt *handle;
} Statement;

static Statement *statement_of(Value v) {
    return (Statement *)(void *)value_object(v);
}

static Database *database_behind(const Statement *self) {
    return database_of(borrow(self->database));
}

static void statement_destroy(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Statement *self = (Statement *)(void *)object;
    Database *database = database_behind(self);
    database_enter_always(ts, database);
    thread_detach(ts);
    sqlite3_finalize(self->handle);
    thread_attach(ts);
    database_leave(ts, database);
    ref_drop(ts, self->database);
}

static void statement_traverse(Object *object, Visitor visit, void *context) {
    visit(borrow(((Statement *)(void *)object)->database), context);
}

Ref database_prepare(ThreadState *ts, const Value *a) {
    Database *database = database_of(a[0]);
    size_t length;
    char *text = value_has_layout(ts, a[1], KIND_STR) ? sqlite_text(ts, a[1], &length) : NULL;
    if (!text) {
        return error_is_set(ts) ? NO_REF : raise_error(ts, EXC_TYPE_ERROR, "str is required");
    }
    if (length >= INT32_MAX || strlen(text) != length || !database_enter(ts, database)) {
        buffer_free(ts, text);
        return error_is_set(ts) ? NO_REF
                                : raise_module_error(ts, "sqlite3", "ProgrammingError",
                                                     "the query contains a null character");
    }
    sqlite3_stmt *handle = NULL;
    const char *rest = NULL;
    thread_detach(ts);
    int code = sqlite3_prepare_v2(database->handle, text, (int)length + 1, &handle, &rest);
    thread_attach(ts);
    Ref result = NO_REF;
    if (code != SQLITE_OK) {
        database_fail(ts, database, code);
    }
    database_leave(ts, database);
    if (code == SQLITE_OK) {
        Statement *self =
            handle ? object_new(ts, builtin_type(ts, KIND_SQLITE_STATEMENT), sizeof *self)
                   : NULL;
        if (self) {
            self->database = ref_take(ts, a[0]);
            self->handle = handle;
        } else {
            sqlite3_finalize(handle);
        }
        Ref tail = str_from_text(ts, rest);
        Value items[2] = {self ? object_value(&self->head) : NONE, borrow(tail)};
        result = error_is_set(ts) ? NO_REF : tuple_from_array(ts, items, 2);
        ref_drop(ts, tail);
        ref_drop(ts, self ? object_ref(self) : NO_REF);
    }
    buffer_free(ts, text);
    return result;
}

// --- what is put in -------------------------------------------------------------------------

static bool bind_bytes(ThreadState *ts, sqlite3_stmt *statement, int index,
                       Value v) ATTACHED RUNS_GUEST {
    BytesHold hold;
    if (!bytes_require(ts, v, &hold)) {
        return false;
    }
    int code = sqlite3_bind_blob64(statement, index, hold.length ? (const void *)hold.data : "",
                                   (sqlite3_uint64)hold.length, SQLITE_TRANSIENT);
    bytes_release(ts, &hold);
    return code == SQLITE_OK;
}

static bool bind_text(ThreadState *ts, sqlite3_stmt *statement, int index,
                      Value v) ATTACHED RUNS_GUEST {
    size_t length;
    char *text = sqlite_text(ts, v, &length);
    int code = text ? sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT,
                                          SQLITE_UTF8)
                    : SQLITE_OK;
    buffer_free(ts, text);
    return text && code == SQLITE_OK;
}

bool sqlite_bind_value(ThreadState *ts, sqlite3_stmt *statement, int index, Value v) {
    int64_t number;
    bool is_negative;
    if (value_is_none(v)) {
        return sqlite3_bind_null(statement, index) == SQLITE_OK;
    }
    if (value_is_bool(v)) {
        return sqlite3_bind_int(statement, index, value_same(v, TRUE_VALUE)) == SQLITE_OK;
    }
    if (value_has_layout(ts, v, KIND_INT)) {
        if (!int_to_i64(ts, v, &number, &is_negative)) {
            raise_error(ts, EXC_OVERFLOW_ERROR,
                        "Python int too large to convert to SQLite INTEGER");
            return false;
        }
        return sqlite3_bind_int64(statement, index, number) == SQLITE_OK;
    }
    if (value_has_layout(ts, v, KIND_FLOAT)) {
        return sqlite3_bind_double(statement, index, float_value(v)) == SQLITE_OK;
    }
    return value_has_layout(ts, v, KIND_STR) ? bind_text(ts, statement, index, v)
                                             : bind_bytes(ts, statement, index, v);
}

// bind(values): a tuple with a value for each parameter. The statement begins anew.
static Ref statement_bind(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Statement *self = statement_of(a[0]);
    Database *database = database_behind(self);
    if (!value_has_layout(ts, a[1], KIND_TUPLE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a tuple is required");
    }
    const Tuple *values = (const Tuple *)(void *)value_object(a[1]);
    if (!database_enter(ts, database)) {
        return NO_REF;
    }
    sqlite3_reset(self->handle);
    bool ok = true;
    for (int64_t i = 0; ok && i < values->length; i++) {
        ok = sqlite_bind_value(ts, self->handle, (int)i + 1, values->items[i]);
    }
    if (!ok) {
        database_fail(ts, database, sqlite3_errcode(database->handle));
    }
    database_leave(ts, database);
    return ok ? owned(NONE) : NO_REF;
}

// --- rows -----------------------------------------------------------------------------------

// Text as str, or what the text factory makes of its bytes.
static Ref text_column(ThreadState *ts, const Statement *self, int i,
                       Value factory) ATTACHED RUNS_GUEST {
    const char *text = (const char *)sqlite3_column_text(self->handle, i);
    size_t size = (size_t)sqlite3_column_bytes(self->handle, i);
    if (!value_is_none(factory)) {
        Ref bytes = bytes_new(ts, text, size);
        Value argument = borrow(bytes);
        Ref made = ref_is_null(bytes) ? NO_REF : value_call(ts, factory, &argument, 1);
        ref_drop(ts, bytes);
        return made;
    }
    Ref made =
        codec_decode_with(ts, CODEC_UTF_8, (const uint8_t *)text, (int64_t)size, NO_VALUE);
    if (ref_is_null(made) && error_matches(ts, EXC_UNICODE_DECODE_ERROR)) {
        error_clear(ts);
        Ref name = str_from_text(ts, sqlite3_column_name(self->handle, i));
        Ref bytes = bytes_new(ts, text, size);
        Value arguments[2] = {borrow(name), borrow(bytes)};
        if (!ref_is_null(name) && !ref_is_null(bytes)) {
            library_raise(ts, "sqlite3", "_undecodable", arguments, 2);
        }
        ref_drop(ts, bytes);
        ref_drop(ts, name);
    }
    return made;
}

// A column with a converter: what this makes of its bytes; no bytes at all are None.
static Ref converted_column(ThreadState *ts, const Statement *self, int i,
                            Value converter) ATTACHED RUNS_GUEST {
    const void *data = sqlite3_column_blob(self->handle, i);
    if (!data) {
        return owned(NONE);
    }
    Ref bytes = bytes_new(ts, data, (size_t)sqlite3_column_bytes(self->handle, i));
    Value argument = borrow(bytes);
    Ref made = ref_is_null(bytes) ? NO_REF : value_call(ts, converter, &argument, 1);
    ref_drop(ts, bytes);
    return made;
}

static Ref column(ThreadState *ts, const Statement *self, int i, Value factory,
                  Value converter) ATTACHED RUNS_GUEST {
    int type = sqlite3_column_type(self->handle, i);
    if (type == SQLITE_NULL) {
        return owned(NONE);
    }
    if (!value_is_none(converter)) {
        return converted_column(ts, self, i, converter);
    }
    switch (type) {
    case SQLITE_INTEGER:
        return int_from_i64(ts, sqlite3_column_int64(self->handle, i));
    case SQLITE_FLOAT:
        return float_new(ts, sqlite3_column_double(self->handle, i));
    case SQLITE_TEXT:
        return text_column(ts, self, i, factory);
    default: {
        const void *data = sqlite3_column_blob(self->handle, i);
        return bytes_new(ts, data ? data : "", (size_t)sqlite3_column_bytes(self->handle, i));
    }
    }
}

static Ref make_row(ThreadState *ts, const Statement *self, Value factory,
                    Value converters) ATTACHED RUNS_GUEST {
    int n = sqlite3_data_count(self->handle);
    const Tuple *wanted = value_has_layout(ts, converters, KIND_TUPLE)
                              ? (const Tuple *)(void *)value_object(converters)
                              : NULL;
    Ref row = list_new(ts, (size_t)n);
    for (int i = 0; !ref_is_null(row) && i < n; i++) {
        Value converter = wanted && i < wanted->length ? wanted->items[i] : NONE;
        Ref item = column(ts, self, i, factory, converter);
        bool ok =
            !ref_is_null(item) && list_append(ts, value_object(borrow(row)), borrow(item));
        ref_drop(ts, item);
        if (!ok) {
            ref_drop(ts, row);
            return NO_REF;
        }
    }
    Ref tuple = ref_is_null(row) ? NO_REF : tuple_from_iterable(ts, borrow(row));
    ref_drop(ts, row);
    return tuple;
}

// step(factory, converters): the next row, or None at the end, where the statement begins anew.
static Ref statement_step(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Statement *self = statement_of(a[0]);
    Database *database = database_behind(self);
    if (!database_enter(ts, database)) {
        return NO_REF;
    }
    thread_detach(ts);
    int code = sqlite3_step(self->handle);
    thread_attach(ts);
    Ref row = NO_REF;
    if (error_is_set(ts)) {
        sqlite3_reset(self->handle);
    } else if (code == SQLITE_ROW) {
        row = make_row(ts, self, a[1], a[2]);
    } else if (code == SQLITE_DONE) {
        sqlite3_reset(self->handle);
        row = owned(NONE);
    } else {
        database_fail(ts, database, code);
        sqlite3_reset(self->handle);
    }
    database_leave(ts, database);
    return row;
}

static Ref statement_reset(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Statement *self = statement_of(a[0]);
    Database *database = database_behind(self);
    if (!database_enter(ts, database)) {
        return NO_REF;
    }
    sqlite3_reset(self->handle);
    database_leave(ts, database);
    return owned(NONE);
}

// --- what it is -----------------------------------------------------------------------------

static Ref text_or_none(ThreadState *ts, const char *text) ATTACHED {
    return text ? str_from_text(ts, text) : owned(NONE);
}

typedef Ref (*Describe)(ThreadState *ts, sqlite3_stmt *handle, int i);

static Ref describe_parameter(ThreadState *ts, sqlite3_stmt *handle, int i) ATTACHED {
    return text_or_none(ts, sqlite3_bind_parameter_name(handle, i + 1));
}

static Ref describe_name(ThreadState *ts, sqlite3_stmt *handle, int i) ATTACHED {
    return text_or_none(ts, sqlite3_column_name(handle, i));
}

static Ref describe_type(ThreadState *ts, sqlite3_stmt *handle, int i) ATTACHED {
    return text_or_none(ts, sqlite3_column_decltype(handle, i));
}

// A list of what is known of each column, or of each parameter.
static Ref describe(ThreadState *ts, const Value *a, Describe what) ATTACHED RUNS_GUEST {
    Statement *self = statement_of(a[0]);
    Database *database = database_behind(self);
    if (!database_enter(ts, database)) {
        return NO_REF;
    }
    int n = what == describe_parameter ? sqlite3_bind_parameter_count(self->handle)
                                       : sqlite3_column_count(self->handle);
    Ref list = list_new(ts, (size_t)n);
    bool ok = !ref_is_null(list);
    for (int i = 0; ok && i < n; i++) {
        Ref item = what(ts, self->handle, i);
        ok = !ref_is_null(item) && list_append(ts, value_object(borrow(list)), borrow(item));
        ref_drop(ts, item);
    }
    database_leave(ts, database);
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static Ref statement_parameters(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return describe(ts, a, describe_parameter);
}

static Ref statement_names(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return describe(ts, a, describe_name);
}

static Ref statement_types(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return describe(ts, a, describe_type);
}

static const NativeDef METHODS[] = {
    {"bind(self, values, /)", statement_bind, NULL, 0},
    {"step(self, factory, converters, /)", statement_step, NULL, 0},
    {"reset(self, /)", statement_reset, NULL, 0},
    {"parameters(self, /)", statement_parameters, NULL, 0},
    {"names(self, /)", statement_names, NULL, 0},
    {"types(self, /)", statement_types, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec sqlite_statement_type_spec = {
    .name = "_sqlite3.Statement",
    .kind = KIND_SQLITE_STATEMENT,
    .size = sizeof(Statement),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = statement_destroy, .traverse = statement_traverse},
    .methods = METHODS,
    .doc = "A compiled command.",
};
