// list.sort: what surrounds the algorithm in merge_sort.c.
//
// The items are taken out of the list, which looks empty meanwhile, and put back when they are
// sorted. If all keys are of one simple type, they are compared without the machinery of `<`.
#include "runtime/objects/list.h"
#include "runtime/objects/merge_sort.h"
#include "runtime/objects/str.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

// --- comparing ------------------------------------------------------------------------------

static int less_any(ThreadState *ts, Value a, Value b) ATTACHED {
    return value_compare_truth(ts, COMPARE_LESS, a, b);
}

static int less_small_float(ThreadState *ts, Value a, Value b) ATTACHED {
    (void)ts;
    return value_to_double(a) < value_to_double(b);
}

static double read_float(Value v) {
    return value_is_small_float(v) ? value_to_double(v)
                                   : ((Float *)(void *)value_object(v))->value;
}

static int less_float(ThreadState *ts, Value a, Value b) ATTACHED {
    (void)ts;
    return read_float(a) < read_float(b);
}

static int less_str(ThreadState *ts, Value a, Value b) ATTACHED {
    (void)ts;
    const Str *x = str_of(a);
    const Str *y = str_of(b);
    if (x->width == 1 && y->width == 1) {
        int64_t shorter = x->length < y->length ? x->length : y->length;
        int order = memcmp(x->data, y->data, (size_t)shorter);
        return order ? order < 0 : x->length < y->length;
    }
    return str_order(a, b) < 0;
}

// Tuples whose items are mostly decided by the first one, an int or a str.
static int less_tuple(ThreadState *ts, Value a, Value b) ATTACHED {
    Tuple *x = as_tuple(a);
    Tuple *y = as_tuple(b);
    int64_t shorter = x->length < y->length ? x->length : y->length;
    for (int64_t i = 0; i < shorter; i++) {
        Value left = x->items[i];
        Value right = y->items[i];
        if (value_same(left, right)) {
            continue;
        }
        if (values_are_small_ints(left, right)) {
            return (int64_t)left.bits < (int64_t)right.bits;
        }
        if (value_is(left, KIND_STR) && value_is(right, KIND_STR)) {
            int order = str_order(left, right);
            if (order) {
                return order < 0;
            }
            continue;
        }
        int equal = value_equal(ts, left, right);
        if (equal < 0) {
            return -1;
        }
        if (!equal) {
            return value_compare_truth(ts, COMPARE_LESS, left, right);
        }
    }
    return x->length < y->length;
}

typedef struct KeyClass {
    SortLess less; // null: immediate ints
    bool runs_guest;
} KeyClass;

// How keys like `v` are compared among themselves.
static KeyClass classify(Value v) {
    if (value_is_small_int(v)) {
        return (KeyClass){NULL, false};
    }
    if (value_is_small_float(v)) {
        return (KeyClass){less_small_float, false};
    }
    if (value_is(v, KIND_FLOAT)) {
        return (KeyClass){less_float, false};
    }
    if (value_is(v, KIND_STR)) {
        return (KeyClass){less_str, false};
    }
    if (value_is(v, KIND_TUPLE)) {
        return (KeyClass){less_tuple, true};
    }
    return (KeyClass){less_any, true};
}

// The one way to compare all these keys.
static KeyClass classify_all(const Value *keys, int64_t n) {
    KeyClass all = classify(keys[0]);
    for (int64_t i = 1; i < n && all.less != less_any; i++) {
        KeyClass one = classify(keys[i]);
        bool are_floats = (one.less == less_float || one.less == less_small_float) &&
                          (all.less == less_float || all.less == less_small_float);
        if (one.less != all.less) {
            all = are_floats ? (KeyClass){less_float, false} : (KeyClass){less_any, true};
        }
    }
    return all;
}

// --- sorting --------------------------------------------------------------------------------

static void reverse(Value *items, int64_t n) {
    for (int64_t i = 0, j = n - 1; i < j; i++, j--) {
        Value v = items[i];
        items[i] = items[j];
        items[j] = v;
    }
}

// Calls `key` for every item; null with the exception set.
static Value *make_keys(ThreadState *ts, const Value *items, int64_t n, Value key) ATTACHED {
    Value *keys = buffer_new(ts, (size_t)n * sizeof(Value));
    for (int64_t i = 0; keys && i < n; i++) {
        Ref made = value_call(ts, key, &items[i], 1);
        if (ref_is_null(made)) {
            while (i-- > 0) {
                value_drop(ts, keys[i]);
            }
            buffer_free(ts, keys);
            return NULL;
        }
        keys[i] = borrow(made);
    }
    return keys;
}

// Sorts a private array. *ran_guest tells whether guest code may have run.
static bool sort_items(ThreadState *ts, Value *items, int64_t n, Value key, bool descending,
                       bool *ran_guest) ATTACHED {
    Value *keys = items;
    *ran_guest = false;
    if (!value_is_none(key)) {
        *ran_guest = true;
        keys = make_keys(ts, items, n, key);
        if (!keys) {
            return false;
        }
    }
    Value *values = keys == items ? NULL : items;
    KeyClass class = classify_all(keys, n);
    *ran_guest |= class.runs_guest;
    // Reversed before and after, equal items keep their order.
    if (descending) {
        reverse(keys, n);
        if (values) {
            reverse(values, n);
        }
    }
    bool done = merge_sort(ts, keys, values, n, class.less);
    if (descending) {
        reverse(items, n);
    }
    if (values) {
        for (int64_t i = 0; i < n; i++) {
            value_drop(ts, keys[i]);
        }
        buffer_free(ts, keys);
    }
    return done;
}

// Takes the items out of the list: a private buffer, null with MemoryError set. Locked.
static ListBuffer *detach_items(ThreadState *ts, List *list) ATTACHED {
    ListBuffer *buffer = list->buffer;
    int64_t n = list->length;
    ListBuffer *copy = buffer;
    if (ts->is_parallel) {
        // Readers may be in the list's buffer; the sort works on one that nobody else sees.
        copy = buffer_new(ts, sizeof(ListBuffer) + (size_t)buffer->capacity * sizeof(Value));
        if (!copy) {
            return NULL;
        }
        copy->capacity = buffer->capacity;
        for (int64_t i = 0; i < copy->capacity; i++) {
            copy->items[i] = slot_load(&buffer->items[i]);
        }
    }
    store_relaxed(&list->length, 0);
    store_release(&list->buffer, (ListBuffer *)&LIST_BUFFER_EMPTY);
    if (copy != buffer) {
        list_buffer_retire(ts, buffer, n);
    }
    return copy;
}

// Puts the items back; what the list holds instead goes to *other. Locked.
static void attach_items(List *list, ListBuffer *buffer, int64_t n, ListBuffer **other,
                         int64_t *n_other) {
    *other = list->buffer;
    *n_other = list->length;
    store_release(&list->buffer, buffer);
    store_release(&list->length, n);
}

bool list_sort(ThreadState *ts, Object *object, Value key, bool descending) {
    List *list = (List *)(void *)object;
    object_lock(ts, object);
    int64_t n = list->length;
    ListBuffer *buffer = n ? detach_items(ts, list) : NULL;
    object_unlock(ts, object);
    if (!buffer) {
        return n == 0;
    }
    bool ran_guest;
    bool done = sort_items(ts, buffer->items, n, key, descending, &ran_guest);
    ListBuffer *other;
    int64_t n_other;
    object_lock(ts, object);
    attach_items(list, buffer, n, &other, &n_other);
    object_unlock(ts, object);
    if (other == &LIST_BUFFER_EMPTY) {
        return done;
    }
    if (done && ran_guest) {
        raise_error(ts, EXC_VALUE_ERROR, "list modified during sort");
        done = false;
    }
    for (int64_t i = 0; i < n_other; i++) {
        Value item = slot_load(&other->items[i]);
        // What other threads put in while no guest code ran here stands behind the sorted
        // items.
        bool kept = !done || ran_guest || list_append(ts, object, item);
        done = done && kept;
        slot_store(&other->items[i], NO_VALUE);
        value_drop(ts, item);
    }
    buffer_retire(ts, other);
    return done;
}
