// Exception groups: making them, splitting them, and the except* statement.
//
// A group is a tree whose leaves are plain exceptions. Splitting keeps the shape: each half is
// made of the groups on the way down to its leaves, by derive(), with the traceback, the links
// and the notes of the original.
#include "runtime/objects/exception_group.h"

#include "runtime/objects/exception.h"
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/types_boot.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Exception *as_exception(Value v) {
    return (Exception *)value_object(v);
}

static const Tuple *members_of(Value group) {
    return (const Tuple *)value_object(as_exception(group)->fields[GROUP_EXCEPTIONS]);
}

bool value_is_group(ThreadState *ts, Value v) {
    return type_is_subtype(value_type(ts, v), exception_type(ts, EXC_BASE_EXCEPTION_GROUP));
}

// --- making ---------------------------------------------------------------------------------

// Whether all members are Exceptions; checks that they are exceptions at all: 1, 0, -1.
static int check_members(ThreadState *ts, const Tuple *members) ATTACHED {
    int all_plain = 1;
    for (int64_t i = 0; i < members->length; i++) {
        if (!value_has_layout(ts, members->items[i], KIND_EXCEPTION)) {
            raise_error(ts, EXC_VALUE_ERROR,
                        "Item %lld of second argument (exceptions) is not an exception",
                        (long long)i);
            return -1;
        }
        all_plain &= type_is_subtype(value_type(ts, members->items[i]),
                                     exception_type(ts, EXC_EXCEPTION));
    }
    return all_plain;
}

// The class the group really gets: ExceptionGroup for a BaseExceptionGroup of Exceptions. Null
// with TypeError if this class may not hold them.
static Type *choose_class(ThreadState *ts, Type *type, int all_plain) ATTACHED {
    Type *base = exception_type(ts, EXC_BASE_EXCEPTION_GROUP);
    if (all_plain) {
        return type == base ? exception_type(ts, EXC_EXCEPTION_GROUP) : type;
    }
    if (type == exception_type(ts, EXC_EXCEPTION_GROUP)) {
        raise_error(ts, EXC_TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup");
        return NULL;
    }
    if (type_is_subtype(type, exception_type(ts, EXC_EXCEPTION))) {
        raise_error(ts, EXC_TYPE_ERROR, "Cannot nest BaseExceptions in '%s'", type->name);
        return NULL;
    }
    return type;
}

static bool check_arguments(ThreadState *ts, const Tuple *arguments) ATTACHED {
    if (arguments->length != 2) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "BaseExceptionGroup.__new__() takes exactly 2 arguments (%lld given)",
                    (long long)arguments->length);
        return false;
    }
    if (!value_has_layout(ts, arguments->items[0], KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                    value_type_name(ts, arguments->items[0]));
        return false;
    }
    if (!value_type(ts, arguments->items[1])->slots.get_item ||
        value_has_layout(ts, arguments->items[1], KIND_DICT)) {
        raise_error(ts, EXC_TYPE_ERROR, "second argument (exceptions) must be a sequence");
        return false;
    }
    return true;
}

Ref exception_group_make(ThreadState *ts, Type *type, const Tuple *arguments) {
    if (!check_arguments(ts, arguments)) {
        return NO_REF;
    }
    Ref members = tuple_from_iterable(ts, arguments->items[1]);
    if (ref_is_null(members)) {
        return NO_REF;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(members));
    int all_plain = tuple->length ? check_members(ts, tuple) : -1;
    if (tuple->length == 0) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "second argument (exceptions) must be a non-empty sequence");
    }
    Type *class = all_plain < 0 ? NULL : choose_class(ts, type, all_plain);
    Exception *group = class ? object_new(ts, class, class->instance_size) : NULL;
    if (!group) {
        ref_drop(ts, members);
        return NO_REF;
    }
    group->arguments = borrow(ref_take(ts, object_value(arguments)));
    group->fields[GROUP_MESSAGE] = borrow(ref_take(ts, arguments->items[0]));
    group->fields[GROUP_EXCEPTIONS] = borrow(members);
    return object_ref(group);
}

// Class(message, list) for the two built-in classes.
static Ref group_new(ThreadState *ts, ExceptionId id, Value message,
                     Value list) ATTACHED RUNS_GUEST {
    Value arguments[] = {message, list};
    return value_call(ts, object_value(exception_type(ts, id)), arguments, 2);
}

// --- splitting ------------------------------------------------------------------------------

typedef enum MatchKind {
    MATCH_CLASSES,   // instances of a class or of one of a tuple of classes
    MATCH_PREDICATE, // what a function says
    MATCH_MEMBERS,   // the exceptions in a list, by identity
} MatchKind;

typedef struct Matcher {
    MatchKind kind;
    Value value;
} Matcher;

static bool is_exception_class(ThreadState *ts, Value v) ATTACHED {
    return value_has_layout(ts, v, KIND_TYPE) &&
           type_is_subtype((Type *)value_object(v), exception_type(ts, EXC_BASE_EXCEPTION));
}

// Reads split()'s argument. False with TypeError.
static bool make_matcher(ThreadState *ts, Value v, Matcher *matcher) ATTACHED {
    matcher->value = v;
    matcher->kind = MATCH_CLASSES;
    if (is_exception_class(ts, v)) {
        return true;
    }
    if (value_has_layout(ts, v, KIND_TUPLE)) {
        const Tuple *classes = (const Tuple *)value_object(v);
        int64_t good = 0;
        while (good < classes->length && is_exception_class(ts, classes->items[good])) {
            good++;
        }
        if (good == classes->length) {
            return true;
        }
    } else if (value_type(ts, v)->slots.call && !value_has_layout(ts, v, KIND_TYPE)) {
        matcher->kind = MATCH_PREDICATE;
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR,
                "expected an exception type, a tuple of exception types, or a callable (other "
                "than a class)");
    return false;
}

// Whether one exception matches: 1, 0, -1.
static int matches(ThreadState *ts, const Matcher *matcher,
                   Value exception) ATTACHED RUNS_GUEST {
    if (matcher->kind == MATCH_PREDICATE) {
        Ref answer = value_call(ts, matcher->value, &exception, 1);
        int truth = ref_is_null(answer) ? -1 : value_truth(ts, borrow(answer));
        ref_drop(ts, answer);
        return truth;
    }
    const Type *type = value_type(ts, exception);
    if (matcher->kind == MATCH_CLASSES && !value_has_layout(ts, matcher->value, KIND_TUPLE)) {
        return type_is_subtype(type, (Type *)value_object(matcher->value));
    }
    if (matcher->kind == MATCH_CLASSES) {
        const Tuple *classes = (const Tuple *)value_object(matcher->value);
        for (int64_t i = 0; i < classes->length; i++) {
            if (type_is_subtype(type, (Type *)value_object(classes->items[i]))) {
                return 1;
            }
        }
        return 0;
    }
    const List *list = (const List *)value_object(matcher->value);
    for (int64_t i = 0; i < list->length; i++) {
        if (value_same(list->buffer->items[i], exception)) {
            return 1;
        }
    }
    return 0;
}

// A part of a group: derive(members), with what belongs to the original as a whole.
static Ref subset(ThreadState *ts, Value group, Value list) ATTACHED RUNS_GUEST {
    Ref part = value_call_method_text(ts, group, "derive", &list, 1);
    if (ref_is_null(part)) {
        return NO_REF;
    }
    if (!value_is_group(ts, borrow(part))) {
        raise_error(ts, EXC_TYPE_ERROR, "derive must return an instance of BaseExceptionGroup");
        ref_drop(ts, part);
        return NO_REF;
    }
    static const char *const COPIED[] = {"__traceback__", "__context__", "__cause__",
                                         "__notes__"};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof COPIED / sizeof *COPIED; i++) {
        Ref name = str_intern_text(ts, COPIED[i]);
        Ref v = NO_REF;
        ok = !ref_is_null(name) && value_find_attribute(ts, group, borrow(name), &v);
        bool is_notes = i == 3;
        if (ok && is_notes && !ref_is_null(v)) {
            // Whatever is no sequence is not taken along.
            bool is_sequence = value_type(ts, borrow(v))->slots.get_item &&
                               !value_has_layout(ts, borrow(v), KIND_DICT);
            Ref copy = is_sequence ? list_from_iterable(ts, borrow(v)) : NO_REF;
            ref_drop(ts, v);
            v = copy;
            ok = !is_sequence || !ref_is_null(v);
        }
        bool has_it = !ref_is_null(v) && (is_notes || !value_is_none(borrow(v)));
        ok = ok && (!has_it || value_set_attribute(ts, borrow(part), borrow(name), borrow(v)));
        ref_drop(ts, v);
    }
    if (!ok) {
        ref_drop(ts, part);
        return NO_REF;
    }
    // CPython: setting the cause, to whatever it was, hides the context.
    as_exception(borrow(part))->suppress_context = true;
    return part;
}

// Both halves of an exception; None where a half is empty. *rest is not made if it is null.
typedef struct Halves {
    Ref match;
    Ref rest;
} Halves;

static bool split(ThreadState *ts, Value exception, const Matcher *matcher, bool wants_rest,
                  Halves *out) ATTACHED RUNS_GUEST;

// Splits the members into two lists.
static bool split_members(ThreadState *ts, Value group, const Matcher *matcher, bool wants_rest,
                          Value match, Value rest) ATTACHED RUNS_GUEST {
    const Tuple *members = members_of(group);
    bool ok = true;
    for (int64_t i = 0; ok && i < members->length; i++) {
        Halves halves;
        ok = split(ts, members->items[i], matcher, wants_rest, &halves);
        if (ok) {
            ok = (value_is_none(borrow(halves.match)) ||
                  list_append(ts, value_object(match), borrow(halves.match))) &&
                 (value_is_none(borrow(halves.rest)) ||
                  list_append(ts, value_object(rest), borrow(halves.rest)));
            ref_drop(ts, halves.match);
            ref_drop(ts, halves.rest);
        }
    }
    return ok;
}

static bool split_group(ThreadState *ts, Value group, const Matcher *matcher, bool wants_rest,
                        Halves *out) ATTACHED RUNS_GUEST {
    Ref match = list_new(ts, 4);
    Ref rest = list_new(ts, 4);
    bool ok = !ref_is_null(match) && !ref_is_null(rest) &&
              split_members(ts, group, matcher, wants_rest, borrow(match), borrow(rest));
    out->match = owned(NONE);
    out->rest = owned(NONE);
    if (ok && ((List *)value_object(borrow(match)))->length) {
        out->match = subset(ts, group, borrow(match));
        ok = !ref_is_null(out->match);
    }
    if (ok && ((List *)value_object(borrow(rest)))->length) {
        out->rest = subset(ts, group, borrow(rest));
        ok = !ref_is_null(out->rest);
        if (!ok) {
            ref_drop(ts, out->match);
        }
    }
    ref_drop(ts, match);
    ref_drop(ts, rest);
    return ok;
}

// False with the exception set, and then both halves are empty.
static bool split(ThreadState *ts, Value exception, const Matcher *matcher, bool wants_rest,
                  Halves *out) {
    int is_match = matches(ts, matcher, exception);
    if (is_match < 0) {
        return false;
    }
    if (is_match) {
        *out = (Halves){ref_take(ts, exception), owned(NONE)};
        return true;
    }
    if (!value_is_group(ts, exception)) {
        *out = (Halves){owned(NONE), wants_rest ? ref_take(ts, exception) : owned(NONE)};
        return true;
    }
    if (!native_enter(ts, " in exceptiongroup_split_recursive")) {
        return false;
    }
    bool ok = split_group(ts, exception, matcher, wants_rest, out);
    native_leave(ts);
    return ok;
}

// --- the except* statement ------------------------------------------------------------------

// TypeError unless `class` may stand behind except*.
static bool check_star_class(ThreadState *ts, Value class) ATTACHED {
    if (!is_exception_class(ts, class)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "catching classes that do not inherit from BaseException is not allowed");
        return false;
    }
    if (type_is_subtype((Type *)value_object(class),
                        exception_type(ts, EXC_BASE_EXCEPTION_GROUP))) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "catching ExceptionGroup with except* is not allowed. Use except instead.");
        return false;
    }
    return true;
}

bool exception_group_match(ThreadState *ts, Value exception, Value classes, Ref *match,
                           Ref *rest) {
    bool is_tuple = value_has_layout(ts, classes, KIND_TUPLE);
    int64_t n = is_tuple ? ((const Tuple *)value_object(classes))->length : 1;
    for (int64_t i = 0; i < n; i++) {
        Value class = is_tuple ? ((const Tuple *)value_object(classes))->items[i] : classes;
        if (!check_star_class(ts, class)) {
            return false;
        }
    }
    Halves halves = {owned(NONE), owned(NONE)};
    Matcher matcher = {MATCH_CLASSES, classes};
    if (!value_is_none(exception) && !split(ts, exception, &matcher, true, &halves)) {
        return false;
    }
    if (!value_is_none(borrow(halves.match)) && !value_is_group(ts, borrow(halves.match))) {
        // A plain exception: the clause gets a group of it.
        Value one = borrow(halves.match);
        Ref list = tuple_from_owned(ts, &one, 1);
        Ref text = ref_is_null(list) ? NO_REF : str_from_text(ts, "");
        Ref group = ref_is_null(text)
                        ? NO_REF
                        : group_new(ts, EXC_BASE_EXCEPTION_GROUP, borrow(text), borrow(list));
        ref_drop(ts, text);
        ref_drop(ts, list);
        if (ref_is_null(group)) {
            ref_drop(ts, halves.rest);
            return false;
        }
        halves.match = group;
    }
    *match = halves.match;
    *rest = halves.rest;
    return true;
}

// Whether the exception is a part of the original that no clause has taken or replaced.
static bool is_part_of(Value exception, Value original) {
    const Exception *a = as_exception(exception);
    const Exception *b = as_exception(original);
    return value_same(slot_load(&a->traceback), slot_load(&b->traceback)) &&
           value_same(slot_load(&a->cause), slot_load(&b->cause)) &&
           value_same(slot_load(&a->context), slot_load(&b->context));
}

// Appends the leaves of an exception to a list.
static bool add_leaves(ThreadState *ts, Value exception, Value list) ATTACHED {
    if (!value_is_group(ts, exception)) {
        return list_append(ts, value_object(list), exception);
    }
    if (!native_enter(ts, "")) {
        return false;
    }
    const Tuple *members = members_of(exception);
    bool ok = true;
    for (int64_t i = 0; ok && i < members->length; i++) {
        ok = add_leaves(ts, members->items[i], list);
    }
    native_leave(ts);
    return ok;
}

// The part of the original whose leaves are in `leaves`; None if there are none.
static Ref project(ThreadState *ts, Value original, Value leaves) ATTACHED RUNS_GUEST {
    if (((List *)value_object(leaves))->length == 0) {
        return owned(NONE);
    }
    Halves halves;
    Matcher matcher = {MATCH_MEMBERS, leaves};
    return split(ts, original, &matcher, false, &halves) ? halves.match : NO_REF;
}

// Sorts what is to be raised into new exceptions and leaves of the original.
static bool sort_raised(ThreadState *ts, Value original, const List *all, Value raised,
                        Value leaves) ATTACHED {
    bool ok = true;
    for (int64_t i = 0; ok && i < all->length; i++) {
        Value exception = all->buffer->items[i];
        if (value_is_none(exception)) {
            continue;
        }
        ok = is_part_of(exception, original) ? add_leaves(ts, exception, leaves)
                                             : list_append(ts, value_object(raised), exception);
    }
    return ok;
}

// One exception out of the list of raised ones and the unhandled part.
static Ref combine(ThreadState *ts, Value raised, Ref unhandled) ATTACHED RUNS_GUEST {
    List *list = (List *)value_object(raised);
    if (list->length == 0) {
        return unhandled;
    }
    if (!value_is_none(borrow(unhandled)) && !list_append(ts, &list->head, borrow(unhandled))) {
        ref_drop(ts, unhandled);
        return NO_REF;
    }
    ref_drop(ts, unhandled);
    if (list->length == 1) {
        return ref_take(ts, list->buffer->items[0]);
    }
    Ref text = str_from_text(ts, "");
    Ref group = ref_is_null(text)
                    ? NO_REF
                    : group_new(ts, EXC_BASE_EXCEPTION_GROUP, borrow(text), raised);
    ref_drop(ts, text);
    return group;
}

Ref exception_group_reraise(ThreadState *ts, Value original, Value all) {
    const List *list = (const List *)value_object(all);
    if (!value_is_group(ts, original)) {
        // It was wrapped for the one clause that could match.
        for (int64_t i = 0; i < list->length; i++) {
            if (!value_is_none(list->buffer->items[i])) {
                return ref_take(ts, list->buffer->items[i]);
            }
        }
        return owned(NONE);
    }
    Ref raised = list_new(ts, 4);
    Ref leaves = list_new(ts, 4);
    bool ok = !ref_is_null(raised) && !ref_is_null(leaves) &&
              sort_raised(ts, original, list, borrow(raised), borrow(leaves));
    Ref unhandled = ok ? project(ts, original, borrow(leaves)) : NO_REF;
    Ref result = ref_is_null(unhandled) ? NO_REF : combine(ts, borrow(raised), unhandled);
    ref_drop(ts, raised);
    ref_drop(ts, leaves);
    return result;
}

// --- methods --------------------------------------------------------------------------------

static Ref method_derive(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return group_new(ts, EXC_BASE_EXCEPTION_GROUP, as_exception(a[0])->fields[GROUP_MESSAGE],
                     a[1]);
}

static Ref method_split(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Matcher matcher;
    Halves halves;
    if (!make_matcher(ts, a[1], &matcher) || !split(ts, a[0], &matcher, true, &halves)) {
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){borrow(halves.match), borrow(halves.rest)}, 2);
}

static Ref method_subgroup(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Matcher matcher;
    Halves halves;
    if (!make_matcher(ts, a[1], &matcher) || !split(ts, a[0], &matcher, false, &halves)) {
        return NO_REF;
    }
    return halves.match;
}

static const NativeDef METHODS[] = {
    {"derive(self, excs, /)", method_derive, NULL, 0},
    {"split(self, matcher_value, /)", method_split, NULL, 0},
    {"subgroup(self, matcher_value, /)", method_subgroup, NULL, 0},
    {NULL, NULL, NULL, 0},
};

bool exception_groups_set_up(ThreadState *ts) {
    Type *base = exception_type(ts, EXC_BASE_EXCEPTION_GROUP);
    Type *group = exception_type(ts, EXC_EXCEPTION_GROUP);
    Type *exception = exception_type(ts, EXC_EXCEPTION);
    // exceptions.def gives every class one base; ExceptionGroup has two.
    Value order[] = {object_value(group), object_value(base), object_value(exception),
                     object_value(exception_type(ts, EXC_BASE_EXCEPTION)),
                     object_value(builtin_type(ts, KIND_INSTANCE))};
    Ref mro = tuple_from_array(ts, order, 5);
    Ref bases = tuple_from_array(ts, order + 1, 2);
    if (ref_is_null(mro) || ref_is_null(bases) || !type_add_methods(ts, base, METHODS) ||
        !type_add_methods(ts, base, generic_class_methods)) {
        return false;
    }
    object_make_immortal(value_object(borrow(mro)));
    object_make_immortal(value_object(borrow(bases)));
    group->mro = borrow(mro);
    group->bases = borrow(bases);
    return true;
}
