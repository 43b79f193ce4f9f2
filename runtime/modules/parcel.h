// Parcel: a value on its way from one interpreter to another.
//
// Nothing that an interpreter made may be seen by another, so a value is taken apart into plain
// bytes that belong to nobody, and put together again where it arrives:
//
//     ('a', 1)    -->   ( 2   s 1 1 a   i 1   -->   ('a', 1)
//     here's heap       malloc memory               there's heap
//
// That is done with None, bool, int, float, complex, str, bytes, Ellipsis and with tuples of
// these; with code objects, whose constants are such; and with the queues between interpreters,
// which are numbers. Only exact instances: of a subclass less would arrive. Everything else the
// guest library sends as the bytes that pickle makes of it.
#ifndef GILT_RUNTIME_MODULES_PARCEL_H
#define GILT_RUNTIME_MODULES_PARCEL_H

#include <stddef.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef struct Parcel {
    char *data;
    size_t size;
    size_t capacity;
    int64_t *queues; // those in it: each has one more holder while it is under way
    size_t queue_count;
} Parcel;

// Whether values like v are sent as they are; of a tuple only the outside is looked at.
bool parcel_accepts(ThreadState *ts, Value v) ATTACHED;

// Takes v apart: 1. 0: something in it is sent otherwise, no exception. -1 with the exception
// set. *out is empty (all zero) before, and unless the result is 1.
int parcel_pack(ThreadState *ts, Value v, Parcel *out) ATTACHED RUNS_GUEST;
// Puts it together. The parcel stays as it is.
Ref parcel_unpack(ThreadState *ts, const Parcel *parcel) ATTACHED RUNS_GUEST;
// Frees what a parcel holds; an empty one is allowed.
void parcel_free(Process *process, Parcel *parcel) ANY_THREAD;

#endif
