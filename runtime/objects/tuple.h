// Tuples as the rest of the object library uses them.
#ifndef GILT_RUNTIME_OBJECTS_TUPLE_H
#define GILT_RUNTIME_OBJECTS_TUPLE_H

#include "vm/needs_runtime.h"

static inline Tuple *as_tuple(Value v) {
    return (Tuple *)(void *)value_object(v);
}

// Compares two runs of items as sequences compare. NO_REF with the exception set. The items
// must be kept alive by the caller; nobody may change the arrays.
Ref sequence_compare(ThreadState *ts, CompareOperator op, const Value *a, int64_t a_length,
                     const Value *b, int64_t b_length) ATTACHED RUNS_GUEST;

// Whether `op` holds between two lengths. ANY_THREAD.
static inline bool lengths_compare(CompareOperator op, int64_t a, int64_t b) {
    switch (op) {
    case COMPARE_LESS:
        return a < b;
    case COMPARE_LESS_EQUAL:
        return a <= b;
    case COMPARE_EQUAL:
        return a == b;
    case COMPARE_NOT_EQUAL:
        return a != b;
    case COMPARE_GREATER:
        return a > b;
    default:
        return a >= b;
    }
}

// The items start, start + step, ... of a tuple, `length` of them, in a new one.
Ref tuple_slice(ThreadState *ts, Value tuple, int64_t start, int64_t step,
                int64_t length) ATTACHED;

// The key of `v[key]` as an index. TypeError "<what> indices must be integers or slices, not
// ..."; IndexError for a number that is no index.
bool index_from_key(ThreadState *ts, const char *what, Value key,
                    int64_t *index) ATTACHED RUNS_GUEST;

// The factor of `sequence * v`. TypeError and OverflowError in CPython's words.
bool repeat_count(ThreadState *ts, Value v, int64_t *count) ATTACHED RUNS_GUEST;

#endif
