// itertools, one item in and one item out: count, cycle, repeat, accumulate, chain, compress,
// dropwhile, takewhile, filterfalse, starmap, islice.
#include "runtime/modules/itertools.h"
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/int.h"
#include "runtime/objects/str_builder.h"

#define NEW(signature, function)                                                               \
    { "__new__(cls, " signature, function, NULL, NATIVE_STATIC_METHOD }
#define END_OF_TABLE                                                                           \
    { NULL, NULL, NULL, 0 }

static Ref stage_ref(Stage *stage) {
    return stage ? object_ref(stage) : NO_REF;
}

// --- count: state is the next number, function the step --------------------------------------

static bool is_number(ThreadState *ts, Value v) ATTACHED {
    Type *type = value_type(ts, v);
    Ref method;
    if (type->slots.to_index || value_has_layout(ts, v, KIND_FLOAT) ||
        value_has_layout(ts, v, KIND_COMPLEX)) {
        return true;
    }
    Ref name = str_from_text(ts, "__float__");
    bool ok = !ref_is_null(name) && value_find_attribute(ts, v, borrow(name), &method);
    ref_drop(ts, name);
    if (!ok || ref_is_null(method)) {
        return false;
    }
    ref_drop(ts, method);
    return true;
}

static Ref count_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value start = value_is_null(a[1]) ? value_from_int(0) : a[1];
    Value step = value_is_null(a[2]) ? value_from_int(1) : a[2];
    if (!is_number(ts, start) || !is_number(ts, step)) {
        return error_is_set(ts) ? NO_REF
                                : raise_error(ts, EXC_TYPE_ERROR, "a number is required");
    }
    Stage *stage = stage_new(ts, a[0], owned(NONE), step);
    if (stage) {
        stage->state = borrow(ref_take(ts, start));
    }
    return stage_ref(stage);
}

static Ref count_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    object_lock(ts, object);
    Value now = stage->state;
    if (LIKELY(value_is_small_int(now) && value_is_small_int(stage->function))) {
        int64_t next = value_to_int(now) + value_to_int(stage->function);
        if (LIKELY(next >= VALUE_INT_MIN && next <= VALUE_INT_MAX)) {
            stage->state = value_from_int(next);
            object_unlock(ts, object);
            return owned(now);
        }
    }
    Ref number = slot_take_locked(ts, &stage->state);
    object_unlock(ts, object);
    Ref next = value_binary(ts, BINARY_ADD, borrow(number), stage->function);
    if (ref_is_null(next)) {
        ref_drop(ts, number);
        return NO_REF;
    }
    stage_set_state(ts, stage, next);
    return number;
}

static Ref count_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Stage *stage = stage_of(self);
    Ref now = stage_state(ts, stage);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_text(&builder, "count(") && str_builder_repr(&builder, borrow(now));
    if (ok && !value_same(stage->function, value_from_int(1))) {
        ok = str_builder_text(&builder, ", ") && str_builder_repr(&builder, stage->function);
    }
    ok = ok && str_builder_char(&builder, ')');
    ref_drop(ts, now);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static const NativeDef COUNT_METHODS[] = {NEW("start=0, step=1)", count_new), END_OF_TABLE};

const TypeSpec counter_type_spec = {
    .name = "itertools.count",
    .kind = KIND_COUNTER,
    .size = sizeof(Stage),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = stage_destroy,
              .traverse = stage_traverse,
              .repr = count_repr,
              .iterate = stage_self,
              .next = count_next},
    .methods = COUNT_METHODS,
    .doc = "start, start + step, start + 2 * step, ...",
};

// --- cycle: state is the list of the items seen; flagged once the source has ended ----------

static Ref cycle_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Stage *stage = stage_new(ts, a[0], value_iterate(ts, a[1]), NO_VALUE);
    Ref seen = stage ? list_new(ts, 0) : NO_REF;
    if (ref_is_null(seen)) {
        ref_drop(ts, stage_ref(stage));
        return NO_REF;
    }
    stage->state = borrow(seen);
    return object_ref(stage);
}

static Ref cycle_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    List *seen = (List *)(void *)value_object(stage->state);
    if (!load_relaxed(&stage->is_flagged)) {
        Ref item = iterator_next(ts, stage->source);
        if (!ref_is_null(item)) {
            if (!list_append(ts, &seen->head, borrow(item))) {
                ref_drop(ts, item);
                return NO_REF;
            }
            return item;
        }
        if (error_is_set(ts)) {
            return NO_REF;
        }
        store_relaxed(&stage->is_flagged, true);
    }
    int64_t length = load_relaxed(&seen->length);
    if (!length) {
        return NO_REF;
    }
    object_lock(ts, object);
    int64_t position = stage->position < length ? stage->position : 0;
    stage->position = position + 1;
    object_unlock(ts, object);
    return list_get(ts, &seen->head, position);
}

static const NativeDef CYCLE_METHODS[] = {NEW("iterable, /)", cycle_new), END_OF_TABLE};
const TypeSpec cycle_type_spec = STAGE_SPEC("cycle", KIND_CYCLE, CYCLE_METHODS, cycle_next,
                                            "The items of an iterable again and again.");

// --- repeat: source is the object, limit how often it is still given, -1 without end --------

static Ref repeat_new(ThreadState *ts, const Value *a) ATTACHED {
    int64_t times = -1;
    if (!value_is_null(a[2])) {
        if (!value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &times)) {
            return NO_REF;
        }
        times = times < 0 ? 0 : times;
    }
    Stage *stage = stage_new(ts, a[0], ref_take(ts, a[1]), NO_VALUE);
    if (stage) {
        stage->limit = times;
    }
    return stage_ref(stage);
}

static Ref repeat_next(ThreadState *ts, Object *object) ATTACHED {
    Stage *stage = as_stage(object);
    object_lock(ts, object);
    int64_t left = stage->limit;
    store_relaxed(&stage->limit, left - (left > 0)); // repr reads it without the lock
    object_unlock(ts, object);
    return left != 0 ? ref_take(ts, stage->source) : NO_REF;
}

static Ref repeat_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Stage *stage = stage_of(self);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok =
        str_builder_text(&builder, "repeat(") && str_builder_repr(&builder, stage->source);
    int64_t left = load_relaxed(&stage->limit);
    if (ok && left >= 0) {
        ok = str_builder_format(&builder, ", %lld", (long long)left);
    }
    ok = ok && str_builder_char(&builder, ')');
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref repeat_length_hint(ThreadState *ts, const Value *a) ATTACHED {
    int64_t left = load_relaxed(&stage_of(a[0])->limit);
    return left < 0 ? raise_error(ts, EXC_TYPE_ERROR, "len() of unsized object")
                    : int_from_i64(ts, left);
}

static const NativeDef REPEAT_METHODS[] = {
    NEW("object, times=None)", repeat_new),
    {"__length_hint__(self, /)", repeat_length_hint,
     "Private method returning an estimate of len(list(it)).", 0},
    END_OF_TABLE,
};

const TypeSpec repeat_type_spec = {
    .name = "itertools.repeat",
    .kind = KIND_REPEAT,
    .size = sizeof(Stage),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = stage_destroy,
              .traverse = stage_traverse,
              .repr = repeat_repr,
              .iterate = stage_self,
              .next = repeat_next},
    .methods = REPEAT_METHODS,
    .doc = "The same object again and again.",
};

// --- accumulate: state is the total; flagged while `initial` is still to be given -----------

static Ref accumulate_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value function = value_is_null(a[2]) ? NONE : a[2];
    Stage *stage = stage_new(ts, a[0], value_iterate(ts, a[1]), function);
    if (stage && !value_is_null(a[3]) && !value_is_none(a[3])) {
        stage->state = borrow(ref_take(ts, a[3]));
        stage->is_flagged = true;
    }
    return stage_ref(stage);
}

static Ref accumulate_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    Ref total = stage_state(ts, stage);
    if (load_relaxed(&stage->is_flagged)) {
        store_relaxed(&stage->is_flagged, false);
        return total;
    }
    Ref item = iterator_next(ts, stage->source);
    if (ref_is_null(item) || ref_is_null(total)) {
        ref_drop(ts, total);
        if (!ref_is_null(item)) {
            stage_set_state(ts, stage, ref_take(ts, borrow(item)));
        }
        return item;
    }
    Ref next;
    if (value_is_none(stage->function)) {
        next = value_binary(ts, BINARY_ADD, borrow(total), borrow(item));
    } else {
        next = value_call(ts, stage->function, (Value[]){borrow(total), borrow(item)}, 2);
    }
    ref_drop(ts, total);
    ref_drop(ts, item);
    if (!ref_is_null(next)) {
        stage_set_state(ts, stage, ref_take(ts, borrow(next)));
    }
    return next;
}

static const NativeDef ACCUMULATE_METHODS[] = {
    NEW("iterable, func=None, *, initial=None)", accumulate_new), END_OF_TABLE};
const TypeSpec accumulate_type_spec =
    STAGE_SPEC("accumulate", KIND_ACCUMULATE, ACCUMULATE_METHODS, accumulate_next,
               "The running totals of an iterable, or what func makes instead of sums.");

// --- chain: source is the iterator over iterables, state the one that is being read ---------

static Ref chain_from(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return stage_ref(stage_new(ts, a[0], value_iterate(ts, a[1]), NO_VALUE));
}

static Ref chain_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    Ref reading = stage_state(ts, stage);
    for (;;) {
        if (!ref_is_null(reading)) {
            Ref item = iterator_next(ts, borrow(reading));
            ref_drop(ts, reading);
            if (!ref_is_null(item) || error_is_set(ts)) {
                return item;
            }
        }
        Ref iterable = iterator_next(ts, stage->source);
        if (ref_is_null(iterable)) {
            stage_set_state(ts, stage, NO_REF);
            return NO_REF;
        }
        reading = value_iterate(ts, borrow(iterable));
        ref_drop(ts, iterable);
        if (ref_is_null(reading)) {
            return NO_REF;
        }
        stage_set_state(ts, stage, ref_take(ts, borrow(reading)));
    }
}

static Ref class_getitem(ThreadState *ts, const Value *a) ATTACHED {
    return generic_alias_new(ts, a[0], a[1]);
}

static const NativeDef CHAIN_METHODS[] = {
    NEW("/, *iterables)", chain_from),
    {"from_iterable(cls, iterable, /)", chain_from,
     "The items of the iterables that an iterable gives.", NATIVE_CLASS_METHOD},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    END_OF_TABLE,
};
const TypeSpec chain_type_spec =
    STAGE_SPEC("chain", KIND_CHAIN, CHAIN_METHODS, chain_next,
               "The items of the first iterable, then those of the second, and so on.");

// --- those that choose: function says, by its truth -----------------------------------------

// Whether the stage's function says yes to the item: 0, 1, -1.
static int ask(ThreadState *ts, Stage *stage, Value item) ATTACHED RUNS_GUEST {
    if (value_is_none(stage->function)) {
        return value_truth(ts, item);
    }
    Ref answer = value_call(ts, stage->function, &item, 1);
    int is_true = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
    ref_drop(ts, answer);
    return is_true;
}

static Ref choosing_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return stage_ref(stage_new(ts, a[0], value_iterate(ts, a[2]), a[1]));
}

// The first item from which on the function says `wanted`.
static Ref next_that_is(ThreadState *ts, Stage *stage, int wanted) ATTACHED RUNS_GUEST {
    Ref item;
    while (!ref_is_null(item = iterator_next(ts, stage->source))) {
        int is_true = ask(ts, stage, borrow(item));
        if (is_true == wanted) {
            return item;
        }
        ref_drop(ts, item);
        if (is_true < 0) {
            return NO_REF;
        }
    }
    return NO_REF;
}

static Ref filter_false_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    return next_that_is(ts, as_stage(object), 0);
}

static Ref drop_while_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    if (load_relaxed(&stage->is_flagged)) {
        return iterator_next(ts, stage->source);
    }
    Ref item = next_that_is(ts, stage, 0);
    if (!ref_is_null(item)) {
        store_relaxed(&stage->is_flagged, true);
    }
    return item;
}

static Ref take_while_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    if (load_relaxed(&stage->is_flagged)) {
        return NO_REF;
    }
    Ref item = iterator_next(ts, stage->source);
    int is_true = ref_is_null(item) ? -1 : ask(ts, stage, borrow(item));
    if (is_true == 1) {
        return item;
    }
    ref_drop(ts, item);
    if (is_true == 0) {
        store_relaxed(&stage->is_flagged, true);
    }
    return NO_REF;
}

static const NativeDef CHOOSING_METHODS[] = {NEW("predicate, iterable, /)", choosing_new),
                                             END_OF_TABLE};
static const NativeDef FILTER_METHODS[] = {NEW("function, iterable, /)", choosing_new),
                                           END_OF_TABLE};
const TypeSpec filter_false_type_spec =
    STAGE_SPEC("filterfalse", KIND_FILTER_FALSE, FILTER_METHODS, filter_false_next,
               "The items for which function(item) is false.");
const TypeSpec drop_while_type_spec =
    STAGE_SPEC("dropwhile", KIND_DROP_WHILE, CHOOSING_METHODS, drop_while_next,
               "The items from the first one on for which predicate(item) is false.");
const TypeSpec take_while_type_spec =
    STAGE_SPEC("takewhile", KIND_TAKE_WHILE, CHOOSING_METHODS, take_while_next,
               "The items up to the first one for which predicate(item) is false.");

// --- compress: function is the iterator over selectors --------------------------------------

static Ref compress_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref data = value_iterate(ts, a[1]);
    Ref selectors = ref_is_null(data) ? NO_REF : value_iterate(ts, a[2]);
    if (ref_is_null(selectors)) {
        ref_drop(ts, data);
        return NO_REF;
    }
    Stage *stage = stage_new(ts, a[0], data, borrow(selectors));
    ref_drop(ts, selectors);
    return stage_ref(stage);
}

static Ref compress_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    Ref item;
    while (!ref_is_null(item = iterator_next(ts, stage->source))) {
        Ref selector = iterator_next(ts, stage->function);
        int is_true = ref_is_null(selector) ? -1 : value_truth(ts, borrow(selector));
        ref_drop(ts, selector);
        if (is_true == 1) {
            return item;
        }
        ref_drop(ts, item);
        if (is_true < 0) {
            return NO_REF;
        }
    }
    return NO_REF;
}

static const NativeDef COMPRESS_METHODS[] = {NEW("data, selectors)", compress_new),
                                             END_OF_TABLE};
const TypeSpec compress_type_spec =
    STAGE_SPEC("compress", KIND_COMPRESS, COMPRESS_METHODS, compress_next,
               "The items of data beside which stands a true selector.");

// --- starmap --------------------------------------------------------------------------------

static Ref star_map_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    Ref item = iterator_next(ts, stage->source);
    Ref arguments = ref_is_null(item) ? NO_REF : tuple_from_iterable(ts, borrow(item));
    ref_drop(ts, item);
    if (ref_is_null(arguments)) {
        return NO_REF;
    }
    Ref result = value_call_unpacked(ts, stage->function, borrow(arguments), NO_VALUE);
    ref_drop(ts, arguments);
    return result;
}

const TypeSpec star_map_type_spec = STAGE_SPEC(
    "starmap", KIND_STAR_MAP, FILTER_METHODS, star_map_next, "function(*item) for every item.");

// --- islice: position is that of the item wanted next, taken how many the source has given --

#define BOUND_WORDS " must be None or an integer: 0 <= x <= sys.maxsize."

// Reads None (*out stays) or a whole number from `least` on.
static bool read_bound(ThreadState *ts, Value v, int64_t least, const char *message,
                       int64_t *out) ATTACHED RUNS_GUEST {
    if (value_is_none(v)) {
        return true;
    }
    if (!value_type(ts, v)->slots.to_index || !value_to_index(ts, v, -1, out) || *out < least) {
        error_clear(ts);
        raise_error(ts, EXC_VALUE_ERROR, "%s", message);
        return false;
    }
    return true;
}

static Ref slice_make(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Tuple *given = (Tuple *)(void *)value_object(a[2]);
    int64_t n = given->length;
    if (n < 1 || n > 3) {
        return raise_error(ts, EXC_TYPE_ERROR, "islice expected at %s arguments, got %lld",
                           n < 1 ? "least 2" : "most 4", (long long)n + 1);
    }
    int64_t start = 0, stop = INT64_MAX, step = 1;
    Value wanted = given->items[n > 1];
    if (!read_bound(ts, wanted, INT64_MIN, "Stop argument for islice()" BOUND_WORDS, &stop)) {
        return NO_REF;
    }
    if (stop == -1) {
        return raise_error(ts, EXC_VALUE_ERROR, "Stop argument for islice()" BOUND_WORDS);
    }
    if (stop < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "Indices for islice()" BOUND_WORDS);
    }
    if ((n > 1 &&
         !read_bound(ts, given->items[0], 0, "Indices for islice()" BOUND_WORDS, &start)) ||
        (n > 2 &&
         !read_bound(ts, given->items[2], 1,
                     "Step for islice() must be a positive integer or None.", &step))) {
        return NO_REF;
    }
    Stage *stage = stage_new(ts, a[0], value_iterate(ts, a[1]), NO_VALUE);
    if (stage) {
        stage->position = start;
        stage->limit = stop;
        stage->step = step;
    }
    return stage_ref(stage);
}

// How many items to skip before the next one; false when the one wanted is beyond the limit,
// up to which the source is then read.
static bool slice_advance(ThreadState *ts, Stage *stage, int64_t *skip) ATTACHED {
    object_lock(ts, &stage->head);
    bool is_within = stage->position < stage->limit;
    int64_t until = is_within ? stage->position : stage->limit;
    *skip = until > stage->taken ? until - stage->taken : 0;
    stage->taken += *skip + is_within;
    if (is_within) {
        bool is_huge = stage->step > INT64_MAX - stage->position;
        stage->position = is_huge ? INT64_MAX : stage->position + stage->step;
    }
    object_unlock(ts, &stage->head);
    return is_within;
}

static Ref slice_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    int64_t skip;
    bool is_within = slice_advance(ts, stage, &skip);
    for (; skip; skip--) {
        Ref item = iterator_next(ts, stage->source);
        if (ref_is_null(item)) {
            return NO_REF;
        }
        ref_drop(ts, item);
    }
    return is_within ? iterator_next(ts, stage->source) : NO_REF;
}

static const NativeDef SLICE_METHODS[] = {NEW("iterable, /, *args)", slice_make), END_OF_TABLE};
const TypeSpec iterator_slice_type_spec =
    STAGE_SPEC("islice", KIND_ITERATOR_SLICE, SLICE_METHODS, slice_next,
               "islice(iterable, stop) or islice(iterable, start, stop[, step]): items at "
               "those places.");
