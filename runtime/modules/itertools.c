// The module itertools: what its stages share, and the table of them all.
#include "runtime/modules/itertools.h"

Stage *stage_new(ThreadState *ts, Value cls, Ref source, Value function) ATTACHED {
    Type *type = (Type *)(void *)value_object(cls);
    Stage *stage = ref_is_null(source) ? NULL : object_new(ts, type, type->instance_size);
    if (!stage) {
        ref_drop(ts, source);
        return NULL;
    }
    stage->source = borrow(source);
    stage->function = value_is_null(function) ? NO_VALUE : borrow(ref_take(ts, function));
    return stage;
}

Ref stage_state(ThreadState *ts, Stage *stage) ATTACHED {
    object_lock(ts, &stage->head);
    Ref state = slot_take_locked(ts, &stage->state);
    object_unlock(ts, &stage->head);
    return state;
}

void stage_set_state(ThreadState *ts, Stage *stage, Ref state) ATTACHED RUNS_GUEST {
    object_lock(ts, &stage->head);
    Value old = stage->state;
    stage->state = borrow(state);
    object_unlock(ts, &stage->head);
    value_drop(ts, old);
}

Ref stage_iterate_all(ThreadState *ts, Value iterables) ATTACHED RUNS_GUEST {
    Tuple *from = (Tuple *)(void *)value_object(iterables);
    Ref result = tuple_new(ts, (size_t)from->length);
    for (int64_t i = 0; !ref_is_null(result) && i < from->length; i++) {
        Ref iterator = value_iterate(ts, from->items[i]);
        if (ref_is_null(iterator)) {
            ref_drop(ts, result);
            return NO_REF;
        }
        ((Tuple *)(void *)value_object(borrow(result)))->items[i] = borrow(iterator);
    }
    return result;
}

void stage_destroy(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    value_drop(ts, as_stage(object)->source);
    value_drop(ts, as_stage(object)->function);
    value_drop(ts, as_stage(object)->state);
}

void stage_traverse(Object *object, Visitor visit, void *context) {
    visit(as_stage(object)->source, context);
    visit(as_stage(object)->function, context);
    visit(as_stage(object)->state, context);
}

Ref stage_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static const ClassDef CLASSES[] = {
    {"accumulate", KIND_ACCUMULATE},
    {"batched", KIND_BATCHED},
    {"chain", KIND_CHAIN},
    {"combinations", KIND_COMBINATIONS},
    {"combinations_with_replacement", KIND_COMBINATIONS_REPLACED},
    {"compress", KIND_COMPRESS},
    {"count", KIND_COUNTER},
    {"cycle", KIND_CYCLE},
    {"dropwhile", KIND_DROP_WHILE},
    {"filterfalse", KIND_FILTER_FALSE},
    {"groupby", KIND_GROUP_BY},
    {"islice", KIND_ITERATOR_SLICE},
    {"pairwise", KIND_PAIRWISE},
    {"permutations", KIND_PERMUTATIONS},
    {"product", KIND_PRODUCT},
    {"repeat", KIND_REPEAT},
    {"starmap", KIND_STAR_MAP},
    {"takewhile", KIND_TAKE_WHILE},
    {"zip_longest", KIND_ZIP_LONGEST},
    {NULL, 0},
};

static const NativeDef FUNCTIONS[] = {
    {"tee(iterable, n=2, /)", itertools_tee, "Returns a tuple of n independent iterators.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec itertools_module_spec = {
    .name = "itertools",
    .doc = "Iterators made of iterators.",
    .functions = FUNCTIONS,
    .classes = CLASSES,
};
