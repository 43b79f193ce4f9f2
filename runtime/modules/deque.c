// deque: a list with two quick ends, for the module collections.
//
// A ring: item i stands at (start + i) & (capacity - 1). Every access, reading too, is under
// the object lock, so two threads at the two ends need no lock of their own. What takes longer
// (repr, comparison, searching) works on a list made of the items at one moment.
#include "runtime/modules/deque.h"
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define CAPACITY_MIN 8
#define NO_MAXIMUM   (-1)

// --- under the lock -------------------------------------------------------------------------

// Room for one more. False with MemoryError.
static bool reserve(ThreadState *ts, Deque *deque) ATTACHED {
    if (deque->length < deque->capacity) {
        return true;
    }
    int64_t capacity = deque->capacity ? deque->capacity * 2 : CAPACITY_MIN;
    Value *items = buffer_new(ts, (size_t)capacity * sizeof *items);
    if (!items) {
        return false;
    }
    for (int64_t i = 0; i < deque->length; i++) {
        items[i] = *deque_place(deque, i);
    }
    buffer_free(ts, deque->items);
    deque->items = items;
    deque->capacity = capacity;
    deque->start = 0;
    return true;
}

// Both are read without the lock, too.
static void note_change(Deque *deque) {
    store_relaxed(&deque->changes, deque->changes + 1);
}

static void set_length(Deque *deque, int64_t length) {
    store_relaxed(&deque->length, length);
}

static Value take_first(Deque *deque) {
    Value item = *deque_place(deque, 0);
    deque->start = (deque->start + 1) & (deque->capacity - 1);
    set_length(deque, deque->length - 1);
    note_change(deque);
    return item;
}

static Value take_last(Deque *deque) {
    set_length(deque, deque->length - 1);
    note_change(deque);
    return *deque_place(deque, deque->length);
}

// --- whole operations -----------------------------------------------------------------------

bool deque_push(ThreadState *ts, Value self, Value item, bool left) {
    Deque *deque = as_deque(self);
    ref_take(ts, item);
    Value lost = NO_VALUE;
    object_lock(ts, &deque->head);
    bool ok = true;
    if (deque->maximum == 0) {
        lost = item;
    } else {
        if (deque->length == deque->maximum) {
            lost = left ? take_last(deque) : take_first(deque);
        }
        ok = reserve(ts, deque);
        if (!ok) {
            lost = item;
        } else if (left) {
            deque->start = (deque->start - 1) & (deque->capacity - 1);
            *deque_place(deque, 0) = item;
            set_length(deque, deque->length + 1);
        } else {
            *deque_place(deque, deque->length) = item;
            set_length(deque, deque->length + 1);
        }
        note_change(deque);
    }
    object_unlock(ts, &deque->head);
    value_drop(ts, lost);
    return ok;
}

Ref deque_pull(ThreadState *ts, Value self, bool left) {
    Deque *deque = as_deque(self);
    Value item = NO_VALUE;
    object_lock(ts, &deque->head);
    if (deque->length) {
        item = left ? take_first(deque) : take_last(deque);
    }
    object_unlock(ts, &deque->head);
    return value_is_null(item) ? raise_error(ts, EXC_INDEX_ERROR, "pop from an empty deque")
                               : owned(item);
}

// The items at one moment as a list.
static Ref snapshot(ThreadState *ts, Value self) ATTACHED {
    Deque *deque = as_deque(self);
    for (;;) {
        int64_t expected = load_relaxed(&deque->length);
        Ref list = list_new(ts, (size_t)expected);
        if (ref_is_null(list)) {
            return NO_REF;
        }
        List *result = (List *)value_object(borrow(list));
        object_lock(ts, &deque->head);
        bool fits = deque->length <= result->buffer->capacity;
        for (int64_t i = 0; fits && i < deque->length; i++) {
            result->buffer->items[i] = borrow(ref_take(ts, *deque_place(deque, i)));
            result->length = i + 1;
        }
        object_unlock(ts, &deque->head);
        if (fits) {
            return list;
        }
        ref_drop(ts, list);
    }
}

// Empties it and drops what was in it.
static void clear(ThreadState *ts, Deque *deque) ATTACHED RUNS_GUEST {
    object_lock(ts, &deque->head);
    Deque old = {.length = deque->length,
                 .start = deque->start,
                 .capacity = deque->capacity,
                 .items = deque->items};
    set_length(deque, 0);
    deque->start = deque->capacity = 0;
    deque->items = NULL;
    note_change(deque);
    object_unlock(ts, &deque->head);
    for (int64_t i = 0; i < old.length; i++) {
        value_drop(ts, *deque_place(&old, i));
    }
    buffer_free(ts, old.items);
}

static bool extend(ThreadState *ts, Value self, Value iterable, bool left) ATTACHED RUNS_GUEST {
    if (value_same(self, iterable)) {
        Ref list = snapshot(ts, self);
        bool done = !ref_is_null(list) && extend(ts, self, borrow(list), left);
        ref_drop(ts, list);
        return done;
    }
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool ok = true;
    Ref item;
    while (ok && !ref_is_null(item = iterator_next(ts, borrow(iterator)))) {
        ok = deque_push(ts, self, borrow(item), left);
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    return ok && !error_is_set(ts);
}

// --- making ---------------------------------------------------------------------------------

static Deque *allocate(ThreadState *ts, Type *type, int64_t maximum) ATTACHED {
    Deque *deque = object_new(ts, type, type->instance_size);
    if (deque) {
        deque->maximum = maximum;
    }
    return deque;
}

static Ref deque_new(ThreadState *ts, const Value *arguments) ATTACHED {
    Deque *deque = allocate(ts, (Type *)value_object(arguments[0]), NO_MAXIMUM);
    return deque ? object_ref(deque) : NO_REF;
}

static Ref deque_init(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Deque *deque = as_deque(arguments[0]);
    int64_t maximum = NO_MAXIMUM;
    if (!value_is_null(arguments[2]) && !value_is_none(arguments[2])) {
        if (!value_has_layout(ts, arguments[2], KIND_INT) &&
            !value_has_layout(ts, arguments[2], KIND_BOOL)) {
            return raise_error(ts, EXC_TYPE_ERROR, "an integer is required");
        }
        if (!value_to_index(ts, arguments[2], EXC_OVERFLOW_ERROR, &maximum)) {
            return NO_REF;
        }
        if (maximum < 0) {
            return raise_error(ts, EXC_VALUE_ERROR, "maxlen must be non-negative");
        }
    }
    clear(ts, deque);
    store_relaxed(&deque->maximum, maximum);
    if (!value_is_null(arguments[1]) && !extend(ts, arguments[0], arguments[1], false)) {
        return NO_REF;
    }
    return owned(NONE);
}

// A deque of the same class and maxlen with the items of `iterable`.
static Ref make_like(ThreadState *ts, Value self, Value iterable) ATTACHED RUNS_GUEST {
    Type *type = value_type(ts, self);
    int64_t maximum = load_relaxed(&as_deque(self)->maximum);
    if (type != builtin_type(ts, KIND_DEQUE)) {
        Value arguments[] = {iterable, value_from_int(maximum)};
        return value_call(ts, object_value(type), arguments, maximum < 0 ? 1 : 2);
    }
    Deque *copy = allocate(ts, type, maximum);
    if (copy && !extend(ts, object_value(copy), iterable, false)) {
        ref_drop(ts, object_ref(copy));
        return NO_REF;
    }
    return copy ? object_ref(copy) : NO_REF;
}

static Ref copy(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref list = snapshot(ts, arguments[0]);
    Ref result = ref_is_null(list) ? NO_REF : make_like(ts, arguments[0], borrow(list));
    ref_drop(ts, list);
    return result;
}

// --- methods --------------------------------------------------------------------------------

static Ref none_if(bool ok) {
    return ok ? owned(NONE) : NO_REF;
}

static Ref append(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return none_if(deque_push(ts, a[0], a[1], false));
}

static Ref append_left(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return none_if(deque_push(ts, a[0], a[1], true));
}

static Ref pop(ThreadState *ts, const Value *a) ATTACHED {
    return deque_pull(ts, a[0], false);
}

static Ref pop_left(ThreadState *ts, const Value *a) ATTACHED {
    return deque_pull(ts, a[0], true);
}

static Ref method_extend(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return none_if(extend(ts, a[0], a[1], false));
}

static Ref method_extend_left(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return none_if(extend(ts, a[0], a[1], true));
}

static Ref method_clear(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    clear(ts, as_deque(a[0]));
    return owned(NONE);
}

static Ref rotate(ThreadState *ts, const Value *a) ATTACHED {
    int64_t n = 1;
    if (!value_is_null(a[1]) && !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &n)) {
        return NO_REF;
    }
    Deque *deque = as_deque(a[0]);
    object_lock(ts, &deque->head);
    if (deque->length > 1) {
        n %= deque->length;
        n += n < 0 ? deque->length : 0;
        for (int64_t i = 0; i < n; i++) {
            Value last = take_last(deque);
            deque->start = (deque->start - 1) & (deque->capacity - 1);
            set_length(deque, deque->length + 1);
            *deque_place(deque, 0) = last;
        }
    }
    object_unlock(ts, &deque->head);
    return owned(NONE);
}

static Ref reverse(ThreadState *ts, const Value *a) ATTACHED {
    Deque *deque = as_deque(a[0]);
    object_lock(ts, &deque->head);
    for (int64_t i = 0, j = deque->length - 1; i < j; i++, j--) {
        Value item = *deque_place(deque, i);
        *deque_place(deque, i) = *deque_place(deque, j);
        *deque_place(deque, j) = item;
    }
    note_change(deque);
    object_unlock(ts, &deque->head);
    return owned(NONE);
}

// --- searching ------------------------------------------------------------------------------

static bool raise_mutated(ThreadState *ts, ExceptionId id) ATTACHED {
    raise_error(ts, id, "deque mutated during iteration");
    return false;
}

// Compares the items from start to stop, as they are at one moment, with `wanted`: the index of
// the first that equals it; -1 without one; -2 with the exception set, `mutated` if the deque
// has changed meanwhile. If n_equal is given, all are compared, and it gets how many are equal.
static int64_t search(ThreadState *ts, const Value *a, int64_t start, int64_t stop,
                      ExceptionId mutated, int64_t *n_equal) ATTACHED RUNS_GUEST {
    const Deque *deque = as_deque(a[0]);
    uint64_t changes = load_relaxed(&deque->changes);
    Ref copy = snapshot(ts, a[0]);
    const List *items = ref_is_null(copy) ? NULL : (List *)value_object(borrow(copy));
    int64_t found = items ? -1 : -2;
    for (int64_t i = start; found == -1 && i < stop && i < items->length; i++) {
        int is_equal = value_equal(ts, items->buffer->items[i], a[1]);
        if (is_equal < 0) {
            found = -2;
        } else if (is_equal && !n_equal) {
            found = i;
        } else if (changes != load_relaxed(&deque->changes)) {
            raise_mutated(ts, mutated);
            found = -2;
        } else if (is_equal) {
            *n_equal += 1;
        }
    }
    ref_drop(ts, copy);
    return found;
}

static Ref count(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t n = 0;
    int64_t found = search(ts, a, 0, INT64_MAX, EXC_RUNTIME_ERROR, &n);
    return found == -2 ? NO_REF : owned(value_from_int(n));
}

static Ref raise_not_in(ThreadState *ts, Value item) ATTACHED RUNS_GUEST {
    return raise_error_repr(ts, EXC_VALUE_ERROR, "", item, " is not in deque");
}

static Ref find(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t start = 0;
    int64_t stop = INT64_MAX;
    int64_t length = load_relaxed(&as_deque(a[0])->length);
    if (!search_range(ts, a[2], a[3], length, &start, &stop)) {
        return NO_REF;
    }
    int64_t i = search(ts, a, start, stop, EXC_RUNTIME_ERROR, NULL);
    return i >= 0 ? owned(value_from_int(i)) : i == -1 ? raise_not_in(ts, a[1]) : NO_REF;
}

static int deque_contains(ThreadState *ts, Value self, Value item) ATTACHED RUNS_GUEST {
    Value given[] = {self, item};
    int64_t i = search(ts, given, 0, INT64_MAX, EXC_RUNTIME_ERROR, NULL);
    return i >= 0 ? true : i == -1 ? false : -1;
}

// --- removing and inserting -----------------------------------------------------------------

// Removes and returns item i; NO_REF without an exception if there is none, or if the deque has
// changed since it had `changes`, which may be null.
static Ref remove_at(ThreadState *ts, Deque *deque, int64_t i,
                     const uint64_t *changes) ATTACHED {
    Value item = NO_VALUE;
    object_lock(ts, &deque->head);
    if (i >= 0 && i < deque->length && (!changes || *changes == deque->changes)) {
        item = *deque_place(deque, i);
        for (int64_t k = i; k + 1 < deque->length; k++) {
            *deque_place(deque, k) = *deque_place(deque, k + 1);
        }
        set_length(deque, deque->length - 1);
        note_change(deque);
    }
    object_unlock(ts, &deque->head);
    return owned(item);
}

static Ref remove_item(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Deque *deque = as_deque(a[0]);
    uint64_t changes = load_relaxed(&deque->changes);
    int64_t i = search(ts, a, 0, INT64_MAX, EXC_INDEX_ERROR, NULL);
    if (i < 0) {
        return i == -1 ? raise_not_in(ts, a[1]) : NO_REF;
    }
    Ref item = remove_at(ts, deque, i, &changes);
    bool ok = !ref_is_null(item) || raise_mutated(ts, EXC_INDEX_ERROR);
    ref_drop(ts, item);
    return ok ? owned(NONE) : NO_REF;
}

static Ref insert(ThreadState *ts, const Value *a) ATTACHED {
    int64_t i;
    Deque *deque = as_deque(a[0]);
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &i)) {
        return NO_REF;
    }
    ref_take(ts, a[2]);
    object_lock(ts, &deque->head);
    bool is_full = deque->length == deque->maximum;
    bool ok = !is_full && reserve(ts, deque);
    if (ok) {
        i += i < 0 ? deque->length : 0;
        i = i < 0 ? 0 : i > deque->length ? deque->length : i;
        set_length(deque, deque->length + 1);
        for (int64_t k = deque->length - 1; k > i; k--) {
            *deque_place(deque, k) = *deque_place(deque, k - 1);
        }
        *deque_place(deque, i) = a[2];
        note_change(deque);
    }
    object_unlock(ts, &deque->head);
    if (!ok) {
        value_drop(ts, a[2]);
        return is_full ? raise_error(ts, EXC_INDEX_ERROR, "deque already at its maximum size")
                       : NO_REF;
    }
    return owned(NONE);
}

static Ref reduce(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref list = snapshot(ts, a[0]);
    if (ref_is_null(list)) {
        return NO_REF;
    }
    int64_t maximum = load_relaxed(&as_deque(a[0])->maximum);
    Value given[] = {borrow(list), value_from_int(maximum)};
    Ref arguments = tuple_from_array(ts, given, maximum < 0 ? 1 : 2);
    ref_drop(ts, list);
    if (ref_is_null(arguments)) {
        return NO_REF;
    }
    Ref state = value_call_method_text(ts, a[0], "__getstate__", NULL, 0);
    Value parts[] = {object_value(value_type(ts, a[0])), borrow(arguments), borrow(state)};
    Ref result = ref_is_null(state) ? NO_REF : tuple_from_array(ts, parts, 3);
    ref_drop(ts, state);
    ref_drop(ts, arguments);
    return result;
}

static Ref class_getitem(ThreadState *ts, const Value *a) ATTACHED {
    return generic_alias_new(ts, a[0], a[1]);
}

static Ref get_maxlen(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    int64_t maximum = load_relaxed(&as_deque(self)->maximum);
    return owned(maximum < 0 ? NONE : value_from_int(maximum));
}

// --- slots ----------------------------------------------------------------------------------

static void deque_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Deque *deque = (Deque *)(void *)self;
    for (int64_t i = 0; i < deque->length; i++) {
        value_drop(ts, *deque_place(deque, i));
    }
    buffer_free(ts, deque->items);
}

static void deque_traverse(Object *self, Visitor visit, void *context) {
    Deque *deque = (Deque *)(void *)self;
    for (int64_t i = 0; i < deque->length; i++) {
        visit(*deque_place(deque, i), context);
    }
}

static int64_t deque_length(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return load_relaxed(&as_deque(self)->length);
}

static bool read_index(ThreadState *ts, Value key, int64_t *i) ATTACHED {
    Type *type = value_type(ts, key);
    if (!type->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR, "sequence index must be integer, not '%s'", type->name);
        return false;
    }
    return value_to_index(ts, key, EXC_INDEX_ERROR, i);
}

static Ref deque_get_item(ThreadState *ts, Value self, Value key) ATTACHED {
    int64_t i;
    if (!read_index(ts, key, &i)) {
        return NO_REF;
    }
    Deque *deque = as_deque(self);
    Ref item = NO_REF;
    object_lock(ts, &deque->head);
    i += i < 0 ? deque->length : 0;
    if (i >= 0 && i < deque->length) {
        item = ref_take(ts, *deque_place(deque, i));
    }
    object_unlock(ts, &deque->head);
    return ref_is_null(item) ? raise_error(ts, EXC_INDEX_ERROR, "deque index out of range")
                             : item;
}

static bool deque_set_item(ThreadState *ts, Value self, Value key,
                           Value value) ATTACHED RUNS_GUEST {
    int64_t i;
    if (!read_index(ts, key, &i)) {
        return false;
    }
    Deque *deque = as_deque(self);
    Value old = NO_VALUE;
    i += i < 0 ? load_relaxed(&deque->length) : 0;
    if (value_is_null(value)) {
        old = borrow(remove_at(ts, deque, i, NULL));
    } else {
        ref_take(ts, value);
        object_lock(ts, &deque->head);
        if (i >= 0 && i < deque->length) {
            old = *deque_place(deque, i);
            *deque_place(deque, i) = value;
        }
        object_unlock(ts, &deque->head);
        if (value_is_null(old)) {
            value_drop(ts, value);
        }
    }
    if (value_is_null(old)) {
        raise_error(ts, EXC_INDEX_ERROR, "deque index out of range");
        return false;
    }
    value_drop(ts, old);
    return true;
}

static Ref deque_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    ReprGuard guard;
    int entered = repr_enter(ts, self, &guard);
    if (entered <= 0) {
        return entered < 0 ? NO_REF : str_from_text(ts, "[...]");
    }
    Ref list = snapshot(ts, self);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = !ref_is_null(list) &&
              str_builder_str(&builder, value_type(ts, self)->name_object) &&
              str_builder_char(&builder, '(') && str_builder_repr(&builder, borrow(list));
    if (ok && as_deque(self)->maximum >= 0) {
        ok = str_builder_format(&builder, ", maxlen=%lld", (long long)as_deque(self)->maximum);
    }
    ok = ok && str_builder_char(&builder, ')');
    ref_drop(ts, list);
    repr_leave(ts, &guard);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref deque_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED RUNS_GUEST {
    if (!value_has_layout(ts, other, KIND_DEQUE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = snapshot(ts, self);
    Ref b = ref_is_null(a) ? NO_REF : snapshot(ts, other);
    Ref result = ref_is_null(b) ? NO_REF : value_compare(ts, op, borrow(a), borrow(b));
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

static Ref repeat(ThreadState *ts, Value self, Value times) ATTACHED RUNS_GUEST {
    Ref list = snapshot(ts, self);
    Ref many =
        ref_is_null(list) ? NO_REF : value_binary(ts, BINARY_MULTIPLY, borrow(list), times);
    Ref result = ref_is_null(many) ? NO_REF : make_like(ts, self, borrow(many));
    ref_drop(ts, list);
    ref_drop(ts, many);
    return result;
}

static Ref deque_binary(ThreadState *ts, BinaryOperator op, Value a,
                        Value b) ATTACHED RUNS_GUEST {
    bool is_left = value_has_layout(ts, a, KIND_DEQUE);
    if (op == BINARY_ADD && is_left) {
        if (!value_has_layout(ts, b, KIND_DEQUE)) {
            return raise_error(ts, EXC_TYPE_ERROR,
                               "can only concatenate deque (not \"%s\") to deque",
                               value_type_name(ts, b));
        }
        Ref result = copy(ts, &a);
        if (!ref_is_null(result) && !extend(ts, borrow(result), b, false)) {
            ref_drop(ts, result);
            return NO_REF;
        }
        return result;
    }
    Value times = is_left ? b : a;
    if (op == BINARY_MULTIPLY && value_type(ts, times)->slots.to_index) {
        return repeat(ts, is_left ? a : b, times);
    }
    return owned(NOT_IMPLEMENTED);
}

static Ref deque_in_place(ThreadState *ts, BinaryOperator op, Value self,
                          Value other) ATTACHED RUNS_GUEST {
    if (op == BINARY_ADD) {
        return extend(ts, self, other, false) ? ref_take(ts, self) : NO_REF;
    }
    if (op != BINARY_MULTIPLY || !value_type(ts, other)->slots.to_index) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref list = snapshot(ts, self);
    Ref many =
        ref_is_null(list) ? NO_REF : value_binary(ts, BINARY_MULTIPLY, borrow(list), other);
    ref_drop(ts, list);
    if (ref_is_null(many)) {
        return NO_REF;
    }
    clear(ts, as_deque(self));
    bool ok = extend(ts, self, borrow(many), false);
    ref_drop(ts, many);
    return ok ? ref_take(ts, self) : NO_REF;
}

static Ref deque_iterate(ThreadState *ts, Value self) ATTACHED {
    return deque_iterator_new(ts, self, false);
}

static Ref deque_reversed(ThreadState *ts, const Value *a) ATTACHED {
    return deque_iterator_new(ts, a[0], true);
}

// --- the type and the module ----------------------------------------------------------------

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", deque_new, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, iterable=(), maxlen=None)", deque_init, NULL, 0},
    {"append(self, item, /)", append, "Add an element to the right side of the deque.", 0},
    {"appendleft(self, item, /)", append_left, "Add an element to the left side of the deque.",
     0},
    {"pop(self, /)", pop, "Remove and return the rightmost element.", 0},
    {"popleft(self, /)", pop_left, "Remove and return the leftmost element.", 0},
    {"extend(self, iterable, /)", method_extend,
     "Extend the right side of the deque with elements from the iterable.", 0},
    {"extendleft(self, iterable, /)", method_extend_left,
     "Extend the left side of the deque with elements from the iterable.", 0},
    {"clear(self, /)", method_clear, "Remove all elements from the deque.", 0},
    {"rotate(self, n=1, /)", rotate,
     "Rotate the deque n steps to the right.  If n is negative, rotates left.", 0},
    {"reverse(self, /)", reverse, "Reverse *IN PLACE*.", 0},
    {"copy(self, /)", copy, "Return a shallow copy of a deque.", 0},
    {"__copy__(self, /)", copy, "Return a shallow copy of a deque.", 0},
    {"count(self, value, /)", count, "Return number of occurrences of value.", 0},
    {"index(self, value, start=0, stop=None, /)", find, "Return first index of value.", 0},
    {"insert(self, index, value, /)", insert, "Insert value before index.", 0},
    {"remove(self, value, /)", remove_item, "Remove first occurrence of value.", 0},
    {"__reversed__(self, /)", deque_reversed, "Return a reverse iterator over the deque.", 0},
    {"__reduce__(self, /)", reduce, "Return state information for pickling.", 0},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"maxlen", get_maxlen, NULL, "maximum size of a deque or None if unbounded"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec deque_type_spec = {
    .name = "collections.deque",
    .kind = KIND_DEQUE,
    .base = KIND_INSTANCE,
    .size = sizeof(Deque),
    .flags = TYPE_BASE | TYPE_UNHASHABLE | TYPE_SEQUENCE | TYPE_DEFINES_NEW,
    .slots =
        {
            .destroy = deque_destroy,
            .traverse = deque_traverse,
            .repr = deque_repr,
            .compare = deque_compare,
            .binary = deque_binary,
            .in_place = deque_in_place,
            .length = deque_length,
            .get_item = deque_get_item,
            .set_item = deque_set_item,
            .contains = deque_contains,
            .iterate = deque_iterate,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "A list-like sequence optimized for data accesses near its endpoints.",
};
