// The sorting algorithm behind list.sort and sorted: a stable merge sort that profits from
// order that is already there (T. Peters' timsort, listsort.txt; the order of merges is J.
// Munro and S. Wild's powersort, as in CPython 3.11+).
//
// It sorts `keys` and moves `values` along with them. The arrays are private to the caller, who
// keeps the references; guest code may run only inside `less`.
#ifndef GILT_RUNTIME_OBJECTS_MERGE_SORT_H
#define GILT_RUNTIME_OBJECTS_MERGE_SORT_H

#include "vm/needs_runtime.h"

// a < b as 0 or 1; -1 with the exception set.
typedef int (*SortLess)(ThreadState *ts, Value a, Value b);

// Sorts n keys in ascending order. `values` is null or has n items. `less` null: the keys are
// all immediate ints, compared by their bits. False with the exception set; the arrays then
// hold the same items in some order.
bool merge_sort(ThreadState *ts, Value *keys, Value *values, int64_t n,
                SortLess less) ATTACHED RUNS_GUEST;

#endif
