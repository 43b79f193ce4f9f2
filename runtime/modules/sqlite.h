// Databases of SQLite, as _sqlite3 has them: a Database is a connection, a Statement a command
// of it that was compiled. sqlite3.py makes connections and cursors of them.
//
// SQLite wants one thread at a time for each connection, so a Database has a lock, held for
// each call. The call runs detached. While it runs SQLite may call functions of the guest
// (functions of SQL, collations, ...), which the same thread does attached again; what these do
// with the database meanwhile is a call within the call and takes no lock.
#ifndef GILT_RUNTIME_MODULES_SQLITE_H
#define GILT_RUNTIME_MODULES_SQLITE_H

#include <sqlite3.h>

#include "vm/object/native.h"
#include "vm/thread/guest_lock.h"

typedef struct Database {
    Object head;
    GuestLock lock;       // guards the rest
    ThreadState *running; // who has it; others may compare it with themselves
    int depth;            // calls within the call
    sqlite3 *handle;      // null: closed
    Ref kept;             // List: what SQLite may call; among it these two:
    Value trace;          // NO_VALUE: none
    Value progress;
} Database;

static inline Database *database_of(Value v) {
    return (Database *)(void *)value_object(v);
}

// Begins and ends a call. False with the exception set: the database is closed.
bool database_enter(ThreadState *ts, Database *database) ATTACHED RUNS_GUEST;
// The same for destroying a statement, which must not fail; of a closed database too.
void database_enter_always(ThreadState *ts, Database *database) ATTACHED RUNS_GUEST;
void database_leave(ThreadState *ts, Database *database) ATTACHED;

// Raises sqlite3's exception for the error of the last call. Always NO_REF.
Ref database_fail(ThreadState *ts, Database *database, int code) ATTACHED RUNS_GUEST;

// Methods of Database that let SQLite call the guest.
Ref database_create_function(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref database_create_aggregate(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref database_create_collation(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref database_set_trace(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref database_set_progress(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// A value for a `?`, or a column of a row: NULL, whole number, float, text or bytes. False with
// the exception set.
bool sqlite_bind_value(ThreadState *ts, sqlite3_stmt *statement, int index, Value v) ATTACHED;
// The text of a Str as UTF-8. Null with UnicodeEncodeError or MemoryError; buffer_free.
char *sqlite_text(ThreadState *ts, Value s, size_t *length) ATTACHED RUNS_GUEST;

// Database.prepare(sql): (statement or None, rest of the text).
Ref database_prepare(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

#endif
