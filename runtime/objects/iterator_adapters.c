// Iterators made from iterators: enumerate, zip, map, filter; and iter(callable, sentinel).
//
// Their fields do not change after they are made, except enumerate's count, so two threads may
// share one: what the inner iterator gives goes to one of them.
#include "runtime/objects/iterator_adapters.h"

#include "runtime/objects/dict.h"
#include "runtime/objects/int.h"
#include "runtime/objects/iterator_reduce.h"
#include "runtime/objects/list.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Type *class_of(const Value *arguments) {
    return (Type *)(void *)value_object(arguments[0]);
}

// --- enumerate ------------------------------------------------------------------------------

typedef struct Enumerate {
    Object head;
    Value iterator;
    Value big_count; // an int object once the count is beyond small ints, else NO_VALUE
    int64_t count;
} Enumerate;

static Ref enumerate_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref start = NO_REF;
    if (!value_is_null(arguments[2])) {
        start = int_from_index(ts, arguments[2]);
        if (ref_is_null(start)) {
            return NO_REF;
        }
    }
    Ref iterator = value_iterate(ts, arguments[1]);
    Type *type = class_of(arguments);
    Enumerate *self = ref_is_null(iterator) ? NULL : object_new(ts, type, type->instance_size);
    if (!self) {
        ref_drop(ts, iterator);
        ref_drop(ts, start);
        return NO_REF;
    }
    self->iterator = borrow(iterator);
    if (value_is_small_int(borrow(start))) {
        self->count = value_to_int(borrow(start));
    } else if (!ref_is_null(start)) {
        self->big_count = borrow(start);
    }
    return object_ref(self);
}

// The number of the next item when it may be beyond small ints.
static Ref count_big(ThreadState *ts, Enumerate *self) ATTACHED {
    Ref number;
    object_lock(ts, &self->head);
    number = value_is_null(self->big_count) ? NO_REF : slot_take_locked(ts, &self->big_count);
    object_unlock(ts, &self->head);
    if (ref_is_null(number)) {
        number = int_from_i64(ts, load_relaxed(&self->count));
    }
    Ref next = ref_is_null(number)
                   ? NO_REF
                   : value_binary(ts, BINARY_ADD, borrow(number), value_from_int(1));
    if (ref_is_null(next)) {
        ref_drop(ts, number);
        return NO_REF;
    }
    object_lock(ts, &self->head);
    Value replaced = slot_load(&self->big_count);
    slot_publish(&self->big_count, borrow(next));
    object_unlock(ts, &self->head);
    value_drop(ts, replaced);
    return number;
}

// The next number and item, as new references; false at the end or with the exception set.
static bool enumerate_step(ThreadState *ts, Object *object, Value *out) ATTACHED RUNS_GUEST {
    Enumerate *self = (Enumerate *)(void *)object;
    Ref item = iterator_next(ts, self->iterator);
    if (ref_is_null(item)) {
        return false;
    }
    int64_t count = load_relaxed(&self->count);
    Ref number = owned(value_from_int(count));
    if (LIKELY(count < VALUE_INT_MAX && value_is_null(slot_load(&self->big_count)))) {
        store_relaxed(&self->count, count + 1);
    } else {
        number = count_big(ts, self);
        if (ref_is_null(number)) {
            ref_drop(ts, item);
            return false;
        }
    }
    out[0] = borrow(number);
    out[1] = borrow(item);
    return true;
}

static Ref enumerate_next(ThreadState *ts, Object *object) ATTACHED {
    Value pair[2];
    return enumerate_step(ts, object, pair) ? tuple_from_owned(ts, pair, 2) : NO_REF;
}

static void enumerate_destroy(ThreadState *ts, Object *object) ATTACHED {
    Enumerate *self = (Enumerate *)(void *)object;
    value_drop(ts, self->iterator);
    value_drop(ts, self->big_count);
}

static void enumerate_traverse(Object *object, Visitor visit, void *context) {
    visit(((Enumerate *)(void *)object)->iterator, context);
}

// (type(self), (the inner iterator, the count))
static Ref enumerate_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    Enumerate *self = (Enumerate *)(void *)value_object(arguments[0]);
    object_lock(ts, &self->head);
    Ref count = value_is_null(self->big_count) ? owned(value_from_int(self->count))
                                               : slot_take_locked(ts, &self->big_count);
    object_unlock(ts, &self->head);
    Value parts[] = {self->iterator, borrow(count)};
    Ref result = reduce_to(ts, ref_take(ts, object_value(value_type(ts, arguments[0]))),
                           tuple_from_array(ts, parts, 2), NO_VALUE);
    ref_drop(ts, count);
    return result;
}

static const NativeDef enumerate_methods[] = {
    {"__new__(cls, iterable, start=0)", enumerate_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD | NATIVE_UNNUMBERED},
    {"__reduce__(self, /)", enumerate_reduce, "Return state information for pickling.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec enumerate_type_spec = {
    .name = "enumerate",
    .kind = KIND_ENUMERATE,
    .size = sizeof(Enumerate),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = enumerate_destroy,
              .traverse = enumerate_traverse,
              .iterate = iterator_self,
              .next = enumerate_next},
    .methods = enumerate_methods,
    .doc =
        "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe "
        "enumerate object yields pairs containing a count (from start, which\ndefaults to "
        "zero) and a value yielded by the iterable argument.\n\nenumerate is useful for "
        "obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
};

// --- zip and map ----------------------------------------------------------------------------

// Also the layout of map.
typedef struct Zip {
    Object head;
    Value function;  // map only
    Value iterators; // Tuple
    bool is_strict;  // zip only
} Zip;

// The iterators of a tuple's items from `first` on, in a new tuple.
static Ref iterate_all(ThreadState *ts, Tuple *iterables, int64_t first) ATTACHED {
    int64_t n = iterables->length - first;
    Ref result = tuple_new(ts, (size_t)n);
    for (int64_t i = 0; !ref_is_null(result) && i < n; i++) {
        Ref iterator = value_iterate(ts, iterables->items[first + i]);
        as_tuple(borrow(result))->items[i] = borrow(iterator);
        if (ref_is_null(iterator)) {
            ref_drop(ts, result);
            return NO_REF;
        }
    }
    return result;
}

static Zip *zip_allocate(ThreadState *ts, Type *type, Ref iterators) ATTACHED {
    Zip *self = ref_is_null(iterators) ? NULL : object_new(ts, type, type->instance_size);
    if (!self) {
        ref_drop(ts, iterators);
        return NULL;
    }
    self->iterators = borrow(iterators);
    return self;
}

static Ref zip_make(ThreadState *ts, const Value *arguments) ATTACHED {
    int is_strict = value_is_null(arguments[2]) ? 0 : value_truth(ts, arguments[2]);
    if (is_strict < 0) {
        return NO_REF;
    }
    Zip *self =
        zip_allocate(ts, class_of(arguments), iterate_all(ts, as_tuple(arguments[1]), 0));
    if (!self) {
        return NO_REF;
    }
    self->is_strict = is_strict;
    return object_ref(self);
}

// Iterator `i` has ended although others have not: says which are shorter or longer.
static Ref raise_unequal(ThreadState *ts, int64_t i, bool is_shorter) ATTACHED {
    if (i == 1) {
        return raise_error(ts, EXC_VALUE_ERROR, "zip() argument 2 is %s than argument 1",
                           is_shorter ? "shorter" : "longer");
    }
    return raise_error(ts, EXC_VALUE_ERROR, "zip() argument %lld is %s than arguments 1-%lld",
                       (long long)i + 1, is_shorter ? "shorter" : "longer", (long long)i);
}

// The end of iterator `ended`; with strict, all must end together.
static Ref zip_end(ThreadState *ts, Zip *self, int64_t ended) ATTACHED {
    if (error_is_set(ts)) {
        return NO_REF;
    }
    if (!self->is_strict) {
        return NO_REF;
    }
    if (ended > 0) {
        return raise_unequal(ts, ended, true);
    }
    Tuple *iterators = as_tuple(self->iterators);
    for (int64_t i = 1; i < iterators->length; i++) {
        Ref item = iterator_next(ts, iterators->items[i]);
        if (!ref_is_null(item)) {
            ref_drop(ts, item);
            return raise_unequal(ts, i, false);
        }
        if (error_is_set(ts)) {
            return NO_REF;
        }
    }
    return NO_REF;
}

// The next item of every iterator, as new references; false at the end or with the exception
// set.
static bool zip_step(ThreadState *ts, Object *object, Value *out) ATTACHED RUNS_GUEST {
    Zip *self = (Zip *)(void *)object;
    Tuple *iterators = as_tuple(self->iterators);
    if (iterators->length == 0) {
        return false;
    }
    for (int64_t i = 0; i < iterators->length; i++) {
        Ref item = iterator_next(ts, iterators->items[i]);
        if (ref_is_null(item)) {
            zip_end(ts, self, i);
            while (i-- > 0) {
                value_drop(ts, out[i]);
            }
            return false;
        }
        out[i] = borrow(item);
    }
    return true;
}

#define ZIP_QUICK_MAX 4

static Ref zip_next(ThreadState *ts, Object *object) ATTACHED {
    Zip *self = (Zip *)(void *)object;
    size_t n = (size_t)as_tuple(self->iterators)->length;
    Value few[ZIP_QUICK_MAX];
    Value *items = n <= ZIP_QUICK_MAX ? few : buffer_new(ts, n * sizeof *items);
    Ref result = NO_REF;
    if (items && zip_step(ts, object, items)) {
        result = tuple_from_owned(ts, items, n);
    }
    if (items != few) {
        buffer_free(ts, items);
    }
    return result;
}

static void zip_destroy(ThreadState *ts, Object *object) ATTACHED {
    Zip *self = (Zip *)(void *)object;
    value_drop(ts, self->function);
    value_drop(ts, self->iterators);
}

static void zip_traverse(Object *object, Visitor visit, void *context) {
    Zip *self = (Zip *)(void *)object;
    if (!value_is_null(self->function)) {
        visit(self->function, context);
    }
    visit(self->iterators, context);
}

// (type(self), the iterators), and True if the zip is strict.
static Ref zip_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    Zip *self = (Zip *)(void *)value_object(arguments[0]);
    return reduce_to(ts, ref_take(ts, object_value(value_type(ts, arguments[0]))),
                     ref_take(ts, self->iterators), self->is_strict ? TRUE_VALUE : NO_VALUE);
}

static Ref zip_set_state(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int is_strict = value_truth(ts, arguments[1]);
    if (is_strict < 0) {
        return NO_REF;
    }
    ((Zip *)(void *)value_object(arguments[0]))->is_strict = is_strict;
    return owned(NONE);
}

static const NativeDef zip_methods[] = {
    {"__new__(cls, *iterables, strict=False)", zip_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"__reduce__(self, /)", zip_reduce, "Return state information for pickling.", 0},
    {"__setstate__(self, state, /)", zip_set_state, "Set state information for unpickling.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec zip_type_spec = {
    .name = "zip",
    .kind = KIND_ZIP,
    .size = sizeof(Zip),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = zip_destroy,
              .traverse = zip_traverse,
              .iterate = iterator_self,
              .next = zip_next},
    .methods = zip_methods,
    .doc =
        "The zip object yields n-length tuples, where n is the number of iterables\npassed as "
        "positional arguments to zip().  The i-th element in every tuple\ncomes from the "
        "i-th iterable argument to zip().  This continues until the\nshortest argument is "
        "exhausted.\n\nIf strict is true and one of the arguments is exhausted before the "
        "others,\nraise a ValueError.",
};

static Ref map_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Tuple *given = as_tuple(arguments[1]);
    if (given->length < 2) {
        return raise_error(ts, EXC_TYPE_ERROR, "map() must have at least two arguments.");
    }
    Zip *self = zip_allocate(ts, class_of(arguments), iterate_all(ts, given, 1));
    if (!self) {
        return NO_REF;
    }
    self->function = borrow(ref_take(ts, given->items[0]));
    return object_ref(self);
}

static Ref map_next(ThreadState *ts, Object *object) ATTACHED {
    Zip *self = (Zip *)(void *)object;
    Tuple *iterators = as_tuple(self->iterators);
    Value few[5];
    int64_t n = iterators->length;
    Value *items = n <= 5 ? few : buffer_new(ts, (size_t)n * sizeof(Value));
    if (!items) {
        return NO_REF;
    }
    int64_t filled = 0;
    while (filled < n) {
        Ref item = iterator_next(ts, iterators->items[filled]);
        if (ref_is_null(item)) {
            break;
        }
        items[filled++] = borrow(item);
    }
    Ref result = filled == n ? value_call(ts, self->function, items, (size_t)n) : NO_REF;
    while (filled-- > 0) {
        value_drop(ts, items[filled]);
    }
    if (items != few) {
        buffer_free(ts, items);
    }
    return result;
}

// (type(self), (function, *iterators))
static Ref map_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    Zip *self = (Zip *)(void *)value_object(arguments[0]);
    Ref function = tuple_from_array(ts, &self->function, 1);
    Ref parts = ref_is_null(function)
                    ? NO_REF
                    : value_binary(ts, BINARY_ADD, borrow(function), self->iterators);
    ref_drop(ts, function);
    return reduce_to(ts, ref_take(ts, object_value(value_type(ts, arguments[0]))), parts,
                     NO_VALUE);
}

static const NativeDef map_methods[] = {
    {"__new__(cls, *arguments)", map_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"__reduce__(self, /)", map_reduce, "Return state information for pickling.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec map_type_spec = {
    .name = "map",
    .kind = KIND_MAP,
    .size = sizeof(Zip),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = zip_destroy,
              .traverse = zip_traverse,
              .iterate = iterator_self,
              .next = map_next},
    .methods = map_methods,
    .doc = "Make an iterator that computes the function using arguments from\neach of the "
           "iterables.  Stops when the shortest iterable is exhausted.",
};

// --- filter and iter(callable, sentinel) ----------------------------------------------------

// Two values: filter's function and iterator; the callable and the sentinel.
typedef struct PairIterator {
    Object head;
    Value first;
    Value second;
    bool is_done;
} PairIterator;

static void pair_destroy(ThreadState *ts, Object *object) ATTACHED {
    PairIterator *self = (PairIterator *)(void *)object;
    value_drop(ts, self->first);
    value_drop(ts, self->second);
}

static void pair_traverse(Object *object, Visitor visit, void *context) {
    PairIterator *self = (PairIterator *)(void *)object;
    visit(self->first, context);
    visit(self->second, context);
}

static Ref filter_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref iterator = value_iterate(ts, arguments[2]);
    Type *type = class_of(arguments);
    PairIterator *self =
        ref_is_null(iterator) ? NULL : object_new(ts, type, type->instance_size);
    if (!self) {
        ref_drop(ts, iterator);
        return NO_REF;
    }
    self->first = borrow(ref_take(ts, arguments[1]));
    self->second = borrow(iterator);
    return object_ref(self);
}

static Ref filter_next(ThreadState *ts, Object *object) ATTACHED {
    PairIterator *self = (PairIterator *)(void *)object;
    bool asks_truth = value_is_none(self->first) ||
                      value_same(self->first, object_value(builtin_type(ts, KIND_BOOL)));
    for (;;) {
        Ref item = iterator_next(ts, self->second);
        if (ref_is_null(item)) {
            return NO_REF;
        }
        int is_good;
        if (asks_truth) {
            is_good = value_truth(ts, borrow(item));
        } else {
            Value argument = borrow(item);
            Ref answer = value_call(ts, self->first, &argument, 1);
            is_good = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
            ref_drop(ts, answer);
        }
        if (is_good > 0) {
            return item;
        }
        ref_drop(ts, item);
        if (is_good < 0) {
            return NO_REF;
        }
    }
}

// (type(self), (function, iterator))
static Ref filter_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    PairIterator *self = (PairIterator *)(void *)value_object(arguments[0]);
    Value parts[] = {self->first, self->second};
    return reduce_to(ts, ref_take(ts, object_value(value_type(ts, arguments[0]))),
                     tuple_from_array(ts, parts, 2), NO_VALUE);
}

static const NativeDef filter_methods[] = {
    {"__new__(cls, function, iterable, /)", filter_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"__reduce__(self, /)", filter_reduce, "Return state information for pickling.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec filter_type_spec = {
    .name = "filter",
    .kind = KIND_FILTER,
    .size = sizeof(PairIterator),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = pair_destroy,
              .traverse = pair_traverse,
              .iterate = iterator_self,
              .next = filter_next},
    .methods = filter_methods,
    .doc = "Return an iterator yielding those items of iterable for which function(item)\nis "
           "true. If function is None, return the items that are true.",
};

Ref callable_iterator_new(ThreadState *ts, Value callable, Value sentinel) {
    PairIterator *self =
        object_new(ts, builtin_type(ts, KIND_CALLABLE_ITERATOR), sizeof(PairIterator));
    if (!self) {
        return NO_REF;
    }
    self->first = borrow(ref_take(ts, callable));
    self->second = borrow(ref_take(ts, sentinel));
    return object_ref(self);
}

static Ref callable_iterator_next(ThreadState *ts, Object *object) ATTACHED {
    PairIterator *self = (PairIterator *)(void *)object;
    if (load_relaxed(&self->is_done)) {
        return NO_REF;
    }
    Ref item = value_call(ts, self->first, NULL, 0);
    int is_end = ref_is_null(item) ? -1 : value_equal(ts, self->second, borrow(item));
    if (is_end == 0 && !load_relaxed(&self->is_done)) { // the call may have come to the end
        return item;
    }
    if (is_end > 0) {
        store_relaxed(&self->is_done, true);
    } else if (error_matches(ts, EXC_STOP_ITERATION)) {
        error_clear(ts);
        store_relaxed(&self->is_done, true);
    }
    ref_drop(ts, item);
    return NO_REF;
}

// (iter, (callable, sentinel))
static Ref callable_iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    PairIterator *self = (PairIterator *)(void *)value_object(arguments[0]);
    if (load_relaxed(&self->is_done)) {
        return reduce_to_end(ts, tuple_new(ts, 0));
    }
    Value parts[] = {self->first, self->second};
    return reduce_to(ts, dict_get_text(ts, ts->interpreter->builtins, "iter"),
                     tuple_from_array(ts, parts, 2), NO_VALUE);
}

static const NativeDef callable_iterator_methods[] = {
    {"__reduce__(self, /)", callable_iterator_reduce, "Return state information for pickling.",
     0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec callable_iterator_type_spec = {
    .name = "callable_iterator",
    .kind = KIND_CALLABLE_ITERATOR,
    .size = sizeof(PairIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = pair_destroy,
              .traverse = pair_traverse,
              .iterate = iterator_self,
              .next = callable_iterator_next},
    .methods = callable_iterator_methods,
};

// --- taken apart at once --------------------------------------------------------------------

int iterator_next_unpacked(ThreadState *ts, Value iterator, Value *out, uint32_t n) {
    Value items[ZIP_QUICK_MAX]; // out may hold nothing in between: guest code may run
    Object *object = value_object(iterator);
    bool done = false;
    if (!value_is_object(iterator) || n > ZIP_QUICK_MAX) {
        return -1;
    }
    if (object->kind == KIND_DICT_ITEM_ITERATOR && n == 2) {
        done = dict_item_iterator_step(ts, object, items);
    } else if (object->kind == KIND_ENUMERATE && n == 2) {
        done = enumerate_step(ts, object, items);
    } else if (object->kind == KIND_ZIP &&
               as_tuple(((Zip *)(void *)object)->iterators)->length == n) {
        done = zip_step(ts, object, items);
    } else {
        return -1;
    }
    for (uint32_t i = 0; done && i < n; i++) {
        out[i] = items[i];
    }
    return done;
}
