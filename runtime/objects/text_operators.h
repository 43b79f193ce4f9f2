// What str, bytes and bytearray share as sequences: order and repetition.
#ifndef GILT_RUNTIME_OBJECTS_TEXT_OPERATORS_H
#define GILT_RUNTIME_OBJECTS_TEXT_OPERATORS_H

#include "vm/base/contract.h"
#include "vm/object/exceptions.h"
#include "vm/object/layouts.h"
#include "vm/object/protocol.h"

// Whether `order` (below zero, zero, above) is what op asks for.
static inline bool order_holds(CompareOperator op, int order) {
    switch (op) {
    case COMPARE_LESS:
        return order < 0;
    case COMPARE_LESS_EQUAL:
        return order <= 0;
    case COMPARE_EQUAL:
        return order == 0;
    case COMPARE_NOT_EQUAL:
        return order != 0;
    case COMPARE_GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

// The factor of `sequence * factor`: 1 and *count; 0 if it is no integer (the VM then asks the
// other type and words the TypeError); -1 with the exception set.
static inline int repeat_factor(ThreadState *ts, Value factor, int64_t *count) ATTACHED {
    if (value_is_small_int(factor)) {
        *count = value_to_int(factor);
        return 1;
    }
    if (!value_type(ts, factor)->slots.to_index) {
        return 0;
    }
    return value_to_index(ts, factor, EXC_OVERFLOW_ERROR, count) ? 1 : -1;
}

#endif
