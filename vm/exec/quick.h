// What the dispatch loop does without leaving it: small integers and floats, exact lists,
// tuples and dicts, what the caches of names remember.
//
// Each function does the simple case or says that it is not simple (NO_VALUE, NO_REF, -1,
// without an exception): then the operation of the instruction in operations.h takes over,
// which knows every case.
#ifndef GILT_VM_EXEC_QUICK_H
#define GILT_VM_EXEC_QUICK_H

#include "vm/exec/operands.h"
#include "vm/object/layouts.h"

// --- registers, truth, names ---

// What a register holds as a reference of its own: moved out of a temporary, else copied.
static inline Ref take_register(ThreadState *ts, Value *from,
                                const Value *temporaries) ATTACHED {
    Value v = *from;
    if (from >= temporaries) {
        *from = UNBOUND;
        return owned(v);
    }
    return ref_take(ts, v);
}

// The truth of a value that needs no call; -1 otherwise.
static inline int quick_truth(Value v) {
    if (value_is_bool(v)) {
        return v.bits == TRUE_VALUE.bits;
    }
    if (value_is_small_int(v)) {
        return v.bits != value_from_int(0).bits;
    }
    return value_is_none(v) ? 0 : -1;
}

// The slot of a namespace that a cache word remembers, or null. The word: the version of the
// globals' keys for a builtin (0 for a global itself) above the entry's index + 1.
static inline Value *cached_entry(const Dict *dict, uint32_t index, Value name,
                                  DictTable **table) {
    *table = load_acquire(&((Dict *)dict)->table);
    DictEntry *entries = (*table)->entries;
    if (index < load_relaxed(&(*table)->entry_count) &&
        value_same(slot_load(&entries[index].key), name)) {
        return &entries[index].value;
    }
    return NULL;
}

// The value of the global or builtin `name` if the cache is right; NO_REF otherwise. Needs no
// lock: the namespaces of a frame are open to all threads (frame_push_code).
static inline Ref cached_global(ThreadState *ts, const Frame *frame, uint64_t cache,
                                Value name) ATTACHED {
    Dict *dict = (Dict *)frame->globals;
    uint32_t version = (uint32_t)(cache >> 32);
    if (version) {
        if (load_relaxed(&load_acquire(&dict->table)->version) != version) {
            return NO_REF;
        }
        dict = (Dict *)frame->builtins;
    }
    DictTable *table;
    Value *slot = cached_entry(dict, (uint32_t)cache - 1, name, &table);
    if (!slot) {
        return NO_REF;
    }
    if (LIKELY(!ts->is_parallel)) {
        Value v = slot_load(slot);
        return value_is_null(v) ? NO_REF : ref_take(ts, v);
    }
    return slot_try_take_in(ts, slot, (void *const *)&dict->table, table);
}

// b / c for two immediate numbers of one type, or NO_VALUE if it is not that simple.
static inline Value quick_floor_divide(Value x, Value y) {
    int64_t a = value_to_int(x);
    int64_t b = value_to_int(y);
    if (b == 0 || b == -1) {
        return NO_VALUE;
    }
    int64_t quotient = a / b;
    return value_from_int(quotient - ((a % b != 0) & ((a ^ b) < 0)));
}

// The same for b % c.
static inline Value quick_remainder(Value x, Value y) {
    int64_t a = value_to_int(x);
    int64_t b = value_to_int(y);
    if (b == 0 || b == -1) {
        return NO_VALUE;
    }
    int64_t rest = a % b;
    return value_from_int(rest + (((rest != 0) & ((rest ^ b) < 0)) ? b : 0));
}

// Two doubles from two immediates of which at least one is a float and both are numbers.
static inline bool quick_doubles(Value x, Value y, double *a, double *b) {
    if (value_is_small_float(x)) {
        *a = value_to_double(x);
    } else if (value_is_small_int(x)) {
        *a = (double)value_to_int(x);
    } else {
        return false;
    }
    if (value_is_small_float(y)) {
        *b = value_to_double(y);
    } else if (value_is_small_int(y)) {
        *b = (double)value_to_int(y);
    } else {
        return false;
    }
    return value_is_small_float(x) || value_is_small_float(y);
}

// b << c, if the result is immediate.
static inline Value quick_left_shift(Value x, Value y) {
    int64_t a = value_to_int(x);
    int64_t n = value_to_int(y);
    if (n < 0 || n > 61) {
        return NO_VALUE;
    }
    int64_t shifted = (int64_t)((uint64_t)a << n);
    return shifted >> n == a && int_fits_value(shifted) ? value_from_int(shifted) : NO_VALUE;
}

// b >> c, if c is not negative.
static inline Value quick_right_shift(Value x, Value y) {
    int64_t n = value_to_int(y);
    return n < 0 ? NO_VALUE : value_from_int(value_to_int(x) >> (n > 62 ? 62 : n));
}

// The bits of two small integers combined.
static inline Value quick_and(Value x, Value y) {
    return (Value){x.bits & y.bits};
}
static inline Value quick_or(Value x, Value y) {
    return (Value){x.bits | y.bits};
}
static inline Value quick_xor(Value x, Value y) {
    return (Value){(x.bits ^ y.bits) | 1};
}

// --- items ---

// The item a[i] of an exact list or tuple while no other thread runs, negative i counting from
// the back. NO_REF: another container, or out of range.
static inline Ref quick_item(ThreadState *ts, Value container, int64_t i) ATTACHED {
    const Object *object = value_object(container);
    const Value *items;
    int64_t length;
    if (LIKELY(object->kind == KIND_LIST)) {
        length = ((const List *)object)->length;
        items = ((const List *)object)->buffer->items;
    } else if (object->kind == KIND_TUPLE) {
        length = ((const Tuple *)object)->length;
        items = ((const Tuple *)object)->items;
    } else {
        return NO_REF;
    }
    i += i < 0 ? length : 0;
    return LIKELY((uint64_t)i < (uint64_t)length) ? ref_take(ts, items[i]) : NO_REF;
}

// The next item of the iterator of a list or tuple while no other thread runs; NO_REF at its
// end, or for another iterator.
static inline Ref quick_next(ThreadState *ts, Value iterator) ATTACHED {
    ListIterator *it = (ListIterator *)value_object(iterator);
    bool is_list = it->head.kind == KIND_LIST_ITERATOR;
    if ((!is_list && it->head.kind != KIND_TUPLE_ITERATOR) || value_is_null(it->sequence)) {
        return NO_REF;
    }
    Object *sequence = value_object(it->sequence);
    int64_t length =
        is_list ? ((const List *)sequence)->length : ((const Tuple *)sequence)->length;
    if (UNLIKELY(it->index >= length)) {
        return NO_REF;
    }
    const Value *items =
        is_list ? ((const List *)sequence)->buffer->items : ((const Tuple *)sequence)->items;
    return ref_take(ts, items[it->index++]);
}

// The same two while threads run in parallel; the iterator is this thread's alone. Out of line,
// so that they cost the others nothing.
Ref quick_item_parallel(ThreadState *ts, Value container, int64_t i) ATTACHED;
Ref quick_next_parallel(ThreadState *ts, Value iterator) ATTACHED;

// Takes an exact tuple, or a list while no other thread runs, of n items apart. `out` may begin
// where `source` stands, so the caller keeps `source` alive. False: something else.
static inline bool quick_unpack(ThreadState *ts, Value source, Value *out,
                                uint32_t n) ATTACHED {
    const Value *items;
    if (value_is(source, KIND_TUPLE) && ((const Tuple *)value_object(source))->length == n) {
        items = ((const Tuple *)value_object(source))->items;
    } else if (value_is(source, KIND_LIST) && !ts->is_parallel &&
               ((const List *)value_object(source))->length == n) {
        items = ((const List *)value_object(source))->buffer->items;
    } else {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        out[i] = borrow(ref_take(ts, items[i]));
    }
    return true;
}

// Whether a list has room for one more item, and no other thread runs.
static inline bool quick_has_room(const ThreadState *ts, const List *list) {
    return !ts->is_parallel && list->length < list->buffer->capacity;
}

#endif
