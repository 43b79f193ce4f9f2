// itertools, several items at a time: batched, groupby, pairwise, tee, zip_longest.
#include "runtime/modules/itertools.h"
#include "runtime/objects/list.h"

#define NEW(signature, function)                                                               \
    { "__new__(cls, " signature, function, NULL, NATIVE_STATIC_METHOD }
#define END_OF_TABLE                                                                           \
    { NULL, NULL, NULL, 0 }

static Ref stage_ref(Stage *stage) {
    return stage ? object_ref(stage) : NO_REF;
}

// --- batched: limit is the size of a batch; flagged if strict -------------------------------

static Ref batched_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t n;
    int is_strict = value_is_null(a[3]) ? 0 : value_truth(ts, a[3]);
    if (is_strict < 0 || !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &n)) {
        return NO_REF;
    }
    if (n < 1) {
        return raise_error(ts, EXC_VALUE_ERROR, "n must be at least one");
    }
    Stage *stage = stage_new(ts, a[0], value_iterate(ts, a[1]), NO_VALUE);
    if (stage) {
        stage->limit = n;
        stage->is_flagged = is_strict;
    }
    return stage_ref(stage);
}

static Ref batched_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    Ref batch = list_new(ts, 0);
    List *items = ref_is_null(batch) ? NULL : (List *)(void *)value_object(borrow(batch));
    while (items && items->length < stage->limit) {
        Ref item = iterator_next(ts, stage->source);
        if (ref_is_null(item)) {
            break;
        }
        bool ok = list_append(ts, &items->head, borrow(item));
        ref_drop(ts, item);
        if (!ok) {
            break;
        }
    }
    if (!items || error_is_set(ts) || !items->length) {
        ref_drop(ts, batch);
        return NO_REF;
    }
    Ref result = NO_REF;
    if (stage->is_flagged && items->length < stage->limit) {
        raise_error(ts, EXC_VALUE_ERROR, "batched(): incomplete batch");
    } else {
        result = tuple_from_array(ts, items->buffer->items, (size_t)items->length);
    }
    ref_drop(ts, batch);
    return result;
}

static const NativeDef BATCHED_METHODS[] = {NEW("iterable, n, *, strict=False)", batched_new),
                                            END_OF_TABLE};
const TypeSpec batched_type_spec =
    STAGE_SPEC("batched", KIND_BATCHED, BATCHED_METHODS, batched_next,
               "The items in tuples of n; the last one may be shorter.");

// --- pairwise: state is the item before -----------------------------------------------------

static Ref pairwise_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return stage_ref(stage_new(ts, a[0], value_iterate(ts, a[1]), NO_VALUE));
}

// The end of the items, or an exception: there is no next pair.
static Ref pairwise_end(ThreadState *ts, Stage *stage) ATTACHED RUNS_GUEST {
    store_relaxed(&stage->is_flagged, true);
    stage_set_state(ts, stage, NO_REF);
    return NO_REF;
}

static Ref pairwise_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    if (load_relaxed(&stage->is_flagged)) {
        return NO_REF;
    }
    Ref first = stage_state(ts, stage);
    if (ref_is_null(first)) {
        first = iterator_next(ts, stage->source);
        if (ref_is_null(first)) {
            return pairwise_end(ts, stage);
        }
        // A source that asks for the next pair itself finds it there.
        stage_set_state(ts, stage, ref_take(ts, borrow(first)));
    }
    Ref second = load_relaxed(&stage->is_flagged) ? NO_REF : iterator_next(ts, stage->source);
    if (ref_is_null(second)) {
        ref_drop(ts, first);
        return pairwise_end(ts, stage);
    }
    stage_set_state(ts, stage, ref_take(ts, borrow(second)));
    return tuple_from_owned(ts, (Value[]){borrow(first), borrow(second)}, 2);
}

static const NativeDef PAIRWISE_METHODS[] = {NEW("iterable, /)", pairwise_new), END_OF_TABLE};
const TypeSpec pairwise_type_spec =
    STAGE_SPEC("pairwise", KIND_PAIRWISE, PAIRWISE_METHODS, pairwise_next,
               "Every item with the one after it.");

// --- zip_longest: source is a Tuple of iterators, state a list of those that have not ended -

static Ref zip_longest_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value fill = value_is_null(a[2]) ? NONE : a[2];
    Stage *stage = stage_new(ts, a[0], stage_iterate_all(ts, a[1]), fill);
    Ref alive = stage ? list_from_iterable(ts, stage->source) : NO_REF;
    if (ref_is_null(alive)) {
        ref_drop(ts, stage_ref(stage));
        return NO_REF;
    }
    stage->state = borrow(alive);
    return object_ref(stage);
}

// The next item of one of the iterators, or the fill value, *has_ended then being true.
static Ref zip_longest_item(ThreadState *ts, Stage *stage, int64_t i,
                            bool *has_ended) ATTACHED RUNS_GUEST {
    Object *alive = value_object(stage->state);
    Ref iterator = list_get(ts, alive, i);
    *has_ended = ref_is_null(iterator) || value_is_none(borrow(iterator));
    Ref item = *has_ended ? NO_REF : iterator_next(ts, borrow(iterator));
    ref_drop(ts, iterator);
    if (!ref_is_null(item) || error_is_set(ts)) {
        return item;
    }
    *has_ended = true;
    return list_set(ts, alive, i, NONE) ? ref_take(ts, stage->function) : NO_REF;
}

static Ref zip_longest_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    int64_t n = ((Tuple *)(void *)value_object(stage->source))->length;
    Ref result = tuple_new(ts, (size_t)n);
    bool is_at_end = true;
    for (int64_t i = 0; !ref_is_null(result) && i < n; i++) {
        bool has_ended;
        Ref item = zip_longest_item(ts, stage, i, &has_ended);
        if (ref_is_null(item)) {
            ref_drop(ts, result);
            return NO_REF;
        }
        ((Tuple *)(void *)value_object(borrow(result)))->items[i] = borrow(item);
        is_at_end &= has_ended;
    }
    if (is_at_end) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

static const NativeDef ZIP_LONGEST_METHODS[] = {
    NEW("/, *iterables, fillvalue=None)", zip_longest_new), END_OF_TABLE};
const TypeSpec zip_longest_type_spec = STAGE_SPEC(
    "zip_longest", KIND_ZIP_LONGEST, ZIP_LONGEST_METHODS, zip_longest_next,
    "zip that goes on to the end of the longest, with fillvalue for what is missing.");

// --- groupby --------------------------------------------------------------------------------
//
// The stage's state is the tuple (key, item) read last, or NO_VALUE; it is flagged while that
// item belongs to the group given last. A group is a stage whose source is the groupby and
// whose function is its key; it gives items while the key read is equal and nobody has asked
// the groupby for the next group (position counts the groups). It is flagged once it gave its
// first item, which was read to know the key.

static Ref group_by_new(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value key = value_is_null(a[2]) ? NONE : a[2];
    return stage_ref(stage_new(ts, a[0], value_iterate(ts, a[1]), key));
}

// Reads one item ahead: the pair (key, item), also put into the state. NO_REF at the end.
static Ref read_ahead(ThreadState *ts, Stage *stage) ATTACHED RUNS_GUEST {
    Ref item = iterator_next(ts, stage->source);
    if (ref_is_null(item)) {
        stage_set_state(ts, stage, NO_REF);
        return NO_REF;
    }
    Ref key;
    if (value_is_none(stage->function)) {
        key = ref_take(ts, borrow(item));
    } else {
        Value argument = borrow(item);
        key = value_call(ts, stage->function, &argument, 1);
    }
    if (ref_is_null(key)) {
        ref_drop(ts, item);
        return NO_REF;
    }
    Ref pair = tuple_from_owned(ts, (Value[]){borrow(key), borrow(item)}, 2);
    if (!ref_is_null(pair)) {
        stage_set_state(ts, stage, ref_take(ts, borrow(pair)));
    }
    return pair;
}

static Value pair_item(Ref pair, int i) {
    return ((Tuple *)(void *)value_object(borrow(pair)))->items[i];
}

static Ref group_new(ThreadState *ts, Stage *groups, Value key, int64_t number) ATTACHED {
    Stage *group = stage_new(ts, object_value(builtin_type(ts, KIND_GROUP)),
                             ref_take_object(ts, groups), key);
    if (group) {
        group->position = number;
    }
    return stage_ref(group);
}

static Ref group_by_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *stage = as_stage(object);
    object_lock(ts, object);
    int64_t number = stage->position + 1;
    store_relaxed(&stage->position, number);
    object_unlock(ts, object);
    Ref pair = stage_state(ts, stage);
    bool is_first = ref_is_null(pair);
    Ref last_key = is_first ? NO_REF : ref_take(ts, pair_item(pair, 0));
    bool is_of_last = load_relaxed(&stage->is_flagged);
    while (is_first || is_of_last) {
        ref_drop(ts, pair);
        pair = read_ahead(ts, stage);
        if (ref_is_null(pair) || is_first) {
            break;
        }
        int is_same = value_equal(ts, borrow(last_key), pair_item(pair, 0));
        if (is_same < 0) {
            ref_drop(ts, pair);
            pair = NO_REF;
        }
        if (is_same <= 0) {
            break;
        }
    }
    ref_drop(ts, last_key);
    if (ref_is_null(pair)) {
        return NO_REF;
    }
    store_relaxed(&stage->is_flagged, true);
    Ref key = ref_take(ts, pair_item(pair, 0));
    Ref group = group_new(ts, stage, borrow(key), number);
    ref_drop(ts, pair);
    if (ref_is_null(group)) {
        ref_drop(ts, key);
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){borrow(key), borrow(group)}, 2);
}

static Ref group_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *group = as_stage(object);
    Stage *groups = stage_of(group->source);
    if (load_relaxed(&groups->position) != group->position) {
        return NO_REF;
    }
    Ref pair;
    if (!load_relaxed(&group->is_flagged)) {
        pair = stage_state(ts, groups);
        store_relaxed(&group->is_flagged, true);
    } else if (load_relaxed(&groups->is_flagged)) {
        pair = read_ahead(ts, groups);
    } else {
        return NO_REF;
    }
    if (ref_is_null(pair)) {
        return NO_REF;
    }
    int is_same = value_equal(ts, group->function, pair_item(pair, 0));
    Ref item = is_same == 1 ? ref_take(ts, pair_item(pair, 1)) : NO_REF;
    ref_drop(ts, pair);
    if (is_same == 0) {
        store_relaxed(&groups->is_flagged, false); // it is the first of the next group
    }
    return item;
}

static const NativeDef GROUP_BY_METHODS[] = {NEW("iterable, key=None)", group_by_new),
                                             END_OF_TABLE};
const TypeSpec group_by_type_spec =
    STAGE_SPEC("groupby", KIND_GROUP_BY, GROUP_BY_METHODS, group_by_next,
               "Pairs (key, group) of consecutive items with the same key.");

const TypeSpec group_type_spec = {
    .name = "itertools._grouper",
    .kind = KIND_GROUP,
    .size = sizeof(Stage),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = stage_destroy,
              .traverse = stage_traverse,
              .iterate = stage_self,
              .next = group_next},
};

// --- tee ------------------------------------------------------------------------------------
//
// The items form a chain of cells: a cell is a stage whose function is the item and whose state
// the next cell. A tee's state is the last cell it has passed; the source is shared. The cell
// at the end of the chain has no next one; whoever gets there reads the source.

static Ref cell_new(ThreadState *ts, Value item) ATTACHED {
    return stage_ref(
        stage_new(ts, object_value(builtin_type(ts, KIND_TEE_CELL)), owned(NONE), item));
}

static Ref tee_new(ThreadState *ts, Value source, Value cell) ATTACHED {
    Stage *tee =
        stage_new(ts, object_value(builtin_type(ts, KIND_TEE)), ref_take(ts, source), NO_VALUE);
    if (tee) {
        tee->state = borrow(ref_take(ts, cell));
    }
    return stage_ref(tee);
}

// What follows the last cell, read from the source. RuntimeError while somebody else reads it
// for the same cell: the source's __next__ itself, or another thread.
static Ref read_source(ThreadState *ts, Value source, Stage *last) ATTACHED RUNS_GUEST {
    if (exchange_acq_rel(&last->is_flagged, true)) {
        return raise_error(ts, EXC_RUNTIME_ERROR, "cannot re-enter the tee iterator");
    }
    Ref next = stage_state(ts, last); // another thread may have been faster
    if (ref_is_null(next)) {
        Ref item = iterator_next(ts, source);
        next = ref_is_null(item) ? NO_REF : cell_new(ts, borrow(item));
        ref_drop(ts, item);
        if (!ref_is_null(next)) {
            stage_set_state(ts, last, ref_take(ts, borrow(next)));
        }
    }
    store_release(&last->is_flagged, false);
    return next;
}

static Ref tee_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Stage *tee = as_stage(object);
    Ref cell = stage_state(ts, tee);
    Ref next = stage_state(ts, stage_of(borrow(cell)));
    if (ref_is_null(next)) {
        next = read_source(ts, tee->source, stage_of(borrow(cell)));
    }
    ref_drop(ts, cell);
    if (ref_is_null(next)) {
        return NO_REF;
    }
    Ref item = ref_take(ts, stage_of(borrow(next))->function);
    stage_set_state(ts, tee, next);
    return item;
}

static Ref tee_copy(ThreadState *ts, const Value *a) ATTACHED {
    Ref cell = stage_state(ts, stage_of(a[0]));
    Ref copy = tee_new(ts, stage_of(a[0])->source, borrow(cell));
    ref_drop(ts, cell);
    return copy;
}

Ref itertools_tee(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t n = 2;
    if (!value_is_null(a[1]) && !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &n)) {
        return NO_REF;
    }
    if (n < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "n must be >= 0");
    }
    Ref source = value_iterate(ts, a[0]);
    Ref first = NO_REF;
    if (!ref_is_null(source) && value_has_layout(ts, borrow(source), KIND_TEE)) {
        Value other = borrow(source);
        first = tee_copy(ts, &other);
    } else if (!ref_is_null(source)) {
        Ref cell = cell_new(ts, NONE);
        first = ref_is_null(cell) ? NO_REF : tee_new(ts, borrow(source), borrow(cell));
        ref_drop(ts, cell);
    }
    ref_drop(ts, source);
    Ref result = ref_is_null(first) ? NO_REF : tuple_new(ts, (size_t)n);
    for (int64_t i = 0; !ref_is_null(result) && i < n; i++) {
        Value model = borrow(first);
        Ref tee = tee_copy(ts, &model);
        if (ref_is_null(tee)) {
            ref_drop(ts, result);
            result = NO_REF;
            break;
        }
        ((Tuple *)(void *)value_object(borrow(result)))->items[i] = borrow(tee);
    }
    ref_drop(ts, first);
    return result;
}

static const NativeDef TEE_METHODS[] = {
    {"__copy__(self, /)", tee_copy, "Returns an independent iterator.", 0}, END_OF_TABLE};
const TypeSpec tee_type_spec = {
    .name = "itertools._tee",
    .kind = KIND_TEE,
    .size = sizeof(Stage),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = stage_destroy,
              .traverse = stage_traverse,
              .iterate = stage_self,
              .next = tee_next},
    .methods = TEE_METHODS,
    .doc = "One of several independent iterators over the same items.",
};

const TypeSpec tee_cell_type_spec = {
    .name = "itertools._tee_dataobject",
    .kind = KIND_TEE_CELL,
    .size = sizeof(Stage),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = stage_destroy, .traverse = stage_traverse},
};
