// dict_keys, dict_values, dict_items: live views of a dict. The first and the last are sets as
// far as comparing and combining goes.
#include "runtime/objects/dict.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/set.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

typedef struct DictView {
    Object head;
    Value dict;
    DictPart part;
} DictView;

static DictView *as_view(Value v) {
    return (DictView *)(void *)value_object(v);
}

static Object *dict_of(Value view) {
    return value_object(as_view(view)->dict);
}

Ref dict_view_new(ThreadState *ts, Value dict, DictPart part) {
    static const Kind kinds[] = {KIND_DICT_KEYS, KIND_DICT_VALUES, KIND_DICT_ITEMS};
    DictView *view = object_new(ts, builtin_type(ts, kinds[part]), sizeof(DictView));
    if (!view) {
        return NO_REF;
    }
    view->dict = borrow(ref_take(ts, dict));
    view->part = part;
    return object_ref(view);
}

Ref dict_view_list(ThreadState *ts, Value view) {
    return dict_list(ts, dict_of(view), as_view(view)->part);
}

static void view_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((DictView *)(void *)self)->dict);
}

static void view_traverse(Object *self, Visitor visit, void *context) {
    visit(((DictView *)(void *)self)->dict, context);
}

static int64_t view_length(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return dict_length(dict_of(self));
}

static Ref view_iterate(ThreadState *ts, Value self) ATTACHED {
    return dict_iterator_new(ts, as_view(self)->dict, as_view(self)->part, false);
}

static Ref view_repr(ThreadState *ts, Value self) ATTACHED {
    ReprGuard guard;
    int entered = repr_enter(ts, self, &guard);
    if (entered <= 0) {
        return entered < 0 ? NO_REF : str_from_text(ts, "...");
    }
    Ref list = dict_list(ts, dict_of(self), as_view(self)->part);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool good = !ref_is_null(list) && str_builder_text(&builder, value_type_name(ts, self)) &&
                str_builder_char(&builder, '(') && str_builder_repr(&builder, borrow(list)) &&
                str_builder_char(&builder, ')');
    ref_drop(ts, list);
    repr_leave(ts, &guard);
    if (!good) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static int view_contains(ThreadState *ts, Value self, Value item) ATTACHED {
    if (as_view(self)->part == DICT_PART_KEY) {
        return dict_contains(ts, dict_of(self), item);
    }
    if (!value_has_layout(ts, item, KIND_TUPLE) || as_tuple(item)->length != 2) {
        return 0;
    }
    Ref value = dict_get(ts, dict_of(self), as_tuple(item)->items[0]);
    if (ref_is_null(value)) {
        return error_is_set(ts) ? -1 : 0;
    }
    int equal = value_equal(ts, borrow(value), as_tuple(item)->items[1]);
    ref_drop(ts, value);
    return equal;
}

// --- as sets --------------------------------------------------------------------------------

static bool is_set_like_view(Value v) {
    return value_is(v, KIND_DICT_KEYS) || value_is(v, KIND_DICT_ITEMS);
}

// Goes over the items of `a` up to the first for which being in `b` is `wanted`. 1 if there is
// one, 0, -1.
static int find_item(ThreadState *ts, Value a, Value b, bool wanted) ATTACHED RUNS_GUEST {
    Ref iterator = value_iterate(ts, a);
    if (ref_is_null(iterator)) {
        return -1;
    }
    int found = 0;
    while (found == 0) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            found = error_is_set(ts) ? -1 : 0;
            break;
        }
        int is_in = value_contains(ts, b, borrow(item));
        found = is_in < 0 ? -1 : is_in == wanted;
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    return found;
}

// Whether every item of `a` is in `b`.
static int all_in(ThreadState *ts, Value a, Value b) ATTACHED RUNS_GUEST {
    int missing = find_item(ts, a, b, false);
    return missing < 0 ? -1 : !missing;
}

static Ref view_compare(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    if (!is_set(ts, other) && !is_set_like_view(other)) {
        return owned(NOT_IMPLEMENTED);
    }
    int64_t length = view_length(ts, self);
    int64_t other_length = value_length(ts, other);
    if (other_length < 0) {
        return NO_REF;
    }
    int holds = 0;
    switch (op) {
    case COMPARE_EQUAL:
    case COMPARE_NOT_EQUAL:
        holds = length == other_length ? all_in(ts, self, other) : 0;
        if (holds >= 0 && op == COMPARE_NOT_EQUAL) {
            holds = !holds;
        }
        break;
    case COMPARE_LESS:
        holds = length < other_length ? all_in(ts, self, other) : 0;
        break;
    case COMPARE_LESS_EQUAL:
        holds = length <= other_length ? all_in(ts, self, other) : 0;
        break;
    case COMPARE_GREATER:
        holds = length > other_length ? all_in(ts, other, self) : 0;
        break;
    case COMPARE_GREATER_EQUAL:
        holds = length >= other_length ? all_in(ts, other, self) : 0;
        break;
    case COMPARE_COUNT:
        break;
    }
    return holds < 0 ? NO_REF : owned(value_bool(holds));
}

static Ref set_from(ThreadState *ts, Value iterable) ATTACHED {
    Ref set = set_new(ts);
    if (!ref_is_null(set) && !set_update(ts, value_object(borrow(set)), iterable)) {
        ref_drop(ts, set);
        return NO_REF;
    }
    return set;
}

// The items of `other` that are in the view.
static Ref view_intersection(ThreadState *ts, Value self, Value other) ATTACHED {
    Ref result = set_new(ts);
    Ref iterator = ref_is_null(result) ? NO_REF : value_iterate(ts, other);
    bool done = !ref_is_null(iterator);
    while (done) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            done = !error_is_set(ts);
            break;
        }
        int found = view_contains(ts, self, borrow(item));
        done = found >= 0 &&
               (found == 0 || set_add(ts, value_object(borrow(result)), borrow(item)));
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    if (!done) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

static Ref view_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    if (op == BINARY_AND) {
        // CPython goes over the other operand, or over the smaller view of two.
        bool swapped = !is_set_like_view(a) ||
                       (is_set_like_view(b) && view_length(ts, b) > view_length(ts, a));
        return swapped ? view_intersection(ts, b, a) : view_intersection(ts, a, b);
    }
    if (op != BINARY_OR && op != BINARY_SUBTRACT && op != BINARY_XOR) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref result = set_from(ts, a);
    if (ref_is_null(result)) {
        return NO_REF;
    }
    Object *set = value_object(borrow(result));
    bool done = op == BINARY_OR         ? set_update(ts, set, b)
                : op == BINARY_SUBTRACT ? set_difference_update(ts, set, b)
                                        : set_symmetric_update(ts, set, b);
    if (!done) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

// --- methods --------------------------------------------------------------------------------

static Ref view_isdisjoint(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Value self = arguments[0];
    Value other = arguments[1];
    // CPython goes over the smaller of two that know their length.
    if (is_set(ts, other) || is_set_like_view(other)) {
        int64_t other_length = value_length(ts, other);
        if (other_length < 0) {
            return NO_REF;
        }
        if (other_length > view_length(ts, self)) {
            self = other;
            other = arguments[0];
        }
    }
    int found = find_item(ts, other, self, true);
    return found < 0 ? NO_REF : owned(value_bool(!found));
}

static Ref view_reversed(ThreadState *ts, const Value *arguments) ATTACHED {
    DictView *view = as_view(arguments[0]);
    return dict_iterator_new(ts, view->dict, view->part, true);
}

static Ref get_mapping(ThreadState *ts, Value self) ATTACHED {
    return value_call(ts, object_value(builtin_type(ts, KIND_MAPPING_PROXY)),
                      &as_view(self)->dict, 1);
}

static const GetSetDef view_attributes[] = {
    {"mapping", get_mapping, NULL, "dictionary that this view refers to"},
    {NULL, NULL, NULL, NULL},
};

static const NativeDef set_view_methods[] = {
    {"isdisjoint(self, other, /)", view_isdisjoint,
     "Return True if the view and the given iterable have a null intersection.", 0},
    {"__reversed__(self, /)", view_reversed, "Return a reverse iterator over the dict keys.",
     0},
    {NULL, NULL, NULL, 0},
};

static const NativeDef value_view_methods[] = {
    {"__reversed__(self, /)", view_reversed, "Return a reverse iterator over the dict values.",
     0},
    {NULL, NULL, NULL, 0},
};

#define SET_VIEW_SPEC(variable, type_kind, type_name)                                          \
    const TypeSpec variable = {                                                                \
        .name = type_name,                                                                     \
        .kind = type_kind,                                                                     \
        .size = sizeof(DictView),                                                              \
        .flags = TYPE_DISALLOW_NEW | TYPE_UNHASHABLE,                                          \
        .slots = {.destroy = view_destroy,                                                     \
                  .traverse = view_traverse,                                                   \
                  .repr = view_repr,                                                           \
                  .compare = view_compare,                                                     \
                  .binary = view_binary,                                                       \
                  .length = view_length,                                                       \
                  .contains = view_contains,                                                   \
                  .iterate = view_iterate},                                                    \
        .methods = set_view_methods,                                                           \
        .attributes = view_attributes,                                                         \
    }

SET_VIEW_SPEC(dict_keys_type_spec, KIND_DICT_KEYS, "dict_keys");
SET_VIEW_SPEC(dict_items_type_spec, KIND_DICT_ITEMS, "dict_items");

const TypeSpec dict_values_type_spec = {
    .name = "dict_values",
    .kind = KIND_DICT_VALUES,
    .size = sizeof(DictView),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = view_destroy,
              .traverse = view_traverse,
              .repr = view_repr,
              .length = view_length,
              .iterate = view_iterate},
    .methods = value_view_methods,
    .attributes = view_attributes,
};
