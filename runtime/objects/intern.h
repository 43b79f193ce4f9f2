// The interned strings of an interpreter: equal names are one immortal object.
#ifndef GILT_RUNTIME_OBJECTS_INTERN_H
#define GILT_RUNTIME_OBJECTS_INTERN_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// Makes the table, with the empty string and the 256 Latin-1 characters in it. The str type
// must exist as an object; it need not be finished. False with MemoryError set.
bool intern_table_create(ThreadState *ts) ATTACHED;
// Frees the table. The strings are the heap's.
void intern_table_destroy(Interpreter *interpreter);
// The one-character string, c < 256. Immortal. ANY_THREAD.
Value intern_latin1(const ThreadState *ts, uint8_t c);
// The empty string. Immortal. ANY_THREAD.
Value intern_empty(const ThreadState *ts);
// How many strings are interned, for reports. Takes the table's lock.
size_t intern_table_count(Interpreter *interpreter);

#endif
