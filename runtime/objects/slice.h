// Slices as the sequences use them.
//
//     SliceRange range;
//     if (!slice_unpack(ts, key, &range)) { return NO_REF; }      may run __index__
//     int64_t length = slice_adjust(&range, sequence_length);     read the length after that
//     items: range.start, range.start + range.step, ... (`length` of them)
#ifndef GILT_RUNTIME_OBJECTS_SLICE_H
#define GILT_RUNTIME_OBJECTS_SLICE_H

#include "vm/needs_runtime.h"

typedef struct Slice {
    Object head;
    Value start;
    Value stop;
    Value step;
} Slice;

typedef struct SliceRange {
    int64_t start;
    int64_t stop;
    int64_t step; // not 0, not INT64_MIN
} SliceRange;

static inline Slice *as_slice(Value v) {
    return (Slice *)(void *)value_object(v);
}

// The numbers of a slice, with None replaced and huge numbers clipped. TypeError, ValueError.
bool slice_unpack(ThreadState *ts, Value slice, SliceRange *out) ATTACHED RUNS_GUEST;

// Fits a range to a sequence of `length` items; returns how many items it picks. ANY_THREAD.
int64_t slice_adjust(SliceRange *range, int64_t length);

// start, stop and step of a slice over `length` items, fitted as slice.indices() does; all are
// ints of any size. A new tuple. TypeError, ValueError.
Ref slice_indices_of(ThreadState *ts, Value slice, Value length) ATTACHED RUNS_GUEST;

// a op b for ints, taking both references; NO_REF passes through.
Ref int_combine(ThreadState *ts, BinaryOperator op, Ref a, Ref b) ATTACHED;
// Whether a < b for ints; -1 with the exception set.
int int_is_less(ThreadState *ts, Value a, Value b) ATTACHED;

// The start and stop arguments of index(): NO_VALUE leaves *start or *stop as it is, negative
// counts from `length`. TypeError.
bool search_range(ThreadState *ts, Value start_argument, Value stop_argument, int64_t length,
                  int64_t *start, int64_t *stop) ATTACHED RUNS_GUEST;

#endif
