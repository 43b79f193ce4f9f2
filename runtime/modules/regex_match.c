// What a pattern has found: the text, the places of the match and of its groups. The class
// Match of re.py derives from this type and adds what is rarely asked for.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#include "runtime/modules/regex.h"
#include "runtime/objects/getset_descriptor.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define SPANS_INLINE 12

// Never changes once it is made.
typedef struct Match {
    Object head;
    Value string;
    Value regex;
    int64_t start; // the bounds of the search
    int64_t end;
    int64_t n_groups;
    int64_t *spans; // `few`, or an owned buffer; -1: took no part
    int64_t few[SPANS_INLINE];
} Match;

static Match *as_match(Value v) {
    return (Match *)(void *)value_object(v);
}

Ref match_new(ThreadState *ts, const Search *search, int64_t start, int64_t end) {
    Type *type = (Type *)(void *)value_object(search->regex->match_class);
    int64_t *many = NULL;
    if (2 * search->n > SPANS_INLINE &&
        !(many = buffer_new(ts, 2 * search->n * sizeof *many))) {
        return NO_REF;
    }
    Match *match = object_new(ts, type, type->instance_size);
    if (!match) {
        buffer_free(ts, many);
        return NO_REF;
    }
    match->string = borrow(ref_take(ts, search->string));
    match->regex = borrow(ref_take_object(ts, search->regex));
    match->start = start;
    match->end = end;
    match->n_groups = (int64_t)search->n - 1;
    match->spans = many ? many : match->few;
    for (size_t i = 0; i < 2 * search->n; i++) {
        size_t place = search->spans[i];
        match->spans[i] = place == PCRE2_UNSET ? -1 : (int64_t)place;
    }
    return object_ref(match);
}

static void match_destroy(ThreadState *ts, Object *self) ATTACHED {
    Match *match = (Match *)(void *)self;
    if (match->spans != match->few) {
        buffer_free(ts, match->spans);
    }
    value_drop(ts, match->string);
    value_drop(ts, match->regex);
}

static void match_traverse(Object *self, Visitor visit, void *context) {
    Match *match = (Match *)(void *)self;
    visit(match->string, context);
    visit(match->regex, context);
}

// --- groups ---------------------------------------------------------------------------------

static Ref raise_no_group(ThreadState *ts) ATTACHED {
    return raise_error(ts, EXC_INDEX_ERROR, "no such group");
}

// The number of a group named by number or name; NO_VALUE is the whole match. -1 with the
// exception set.
static int64_t group_number(ThreadState *ts, const Match *match, Value group) ATTACHED {
    int64_t number = -1;
    if (value_is_null(group)) {
        return 0;
    }
    if (value_is_small_int(group)) {
        number = value_to_int(group);
    } else if (value_type(ts, group)->slots.to_index) {
        if (!value_to_index(ts, group, -1, &number)) {
            return -1;
        }
    } else {
        Ref found = dict_get(ts, value_object(as_regex(match->regex)->names), group);
        if (ref_is_null(found) && error_is_set(ts)) {
            return -1; // unhashable
        }
        number = ref_is_null(found) ? -1 : value_to_int(borrow(found));
        ref_drop(ts, found);
    }
    if (number < 0 || number > match->n_groups) {
        raise_no_group(ts);
        return -1;
    }
    return number;
}

// The text of a group, or `fallback`.
static Ref group_text(ThreadState *ts, const Match *match, int64_t number,
                      Value fallback) ATTACHED {
    const int64_t *span = &match->spans[2 * number];
    if (span[0] < 0) {
        return ref_take(ts, fallback);
    }
    if (value_has_layout(ts, match->string, KIND_STR)) {
        return str_slice(ts, match->string, span[0], span[1]);
    }
    BytesHold hold;
    if (!bytes_require(ts, match->string, &hold)) {
        return NO_REF;
    }
    // A bytearray may have become shorter since.
    int64_t end = span[1] < hold.length ? span[1] : hold.length;
    int64_t start = span[0] < end ? span[0] : end;
    Ref text = bytes_new(ts, hold.data + start, (size_t)(end - start));
    bytes_release(ts, &hold);
    return text;
}

static Ref match_get_item(ThreadState *ts, Value self, Value group) ATTACHED {
    int64_t number = group_number(ts, as_match(self), group);
    return number < 0 ? NO_REF : group_text(ts, as_match(self), number, NONE);
}

static Ref group_method(ThreadState *ts, const Value *arguments) ATTACHED {
    const Match *match = as_match(arguments[0]);
    const Tuple *more = (const Tuple *)value_object(arguments[2]);
    int64_t number = group_number(ts, match, arguments[1]);
    if (number < 0 || more->length == 0) {
        return number < 0 ? NO_REF : group_text(ts, match, number, NONE);
    }
    Ref result = tuple_new(ts, (size_t)more->length + 1);
    for (int64_t i = 0; i <= more->length && !ref_is_null(result); i++) {
        number = i ? group_number(ts, match, more->items[i - 1]) : number;
        Ref text = number < 0 ? NO_REF : group_text(ts, match, number, NONE);
        if (ref_is_null(text)) {
            ref_drop(ts, result);
            return NO_REF;
        }
        slot_store(&((Tuple *)value_object(borrow(result)))->items[i], borrow(text));
    }
    return result;
}

static Ref groups_method(ThreadState *ts, const Value *arguments) ATTACHED {
    const Match *match = as_match(arguments[0]);
    Value fallback = value_is_null(arguments[1]) ? NONE : arguments[1];
    Ref result = tuple_new(ts, (size_t)match->n_groups);
    for (int64_t i = 0; i < match->n_groups && !ref_is_null(result); i++) {
        Ref text = group_text(ts, match, i + 1, fallback);
        slot_store(&((Tuple *)value_object(borrow(result)))->items[i], borrow(text));
        if (ref_is_null(text)) {
            ref_drop(ts, result);
            return NO_REF;
        }
    }
    return result;
}

static Ref start_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t number = group_number(ts, as_match(arguments[0]), arguments[1]);
    return number < 0 ? NO_REF
                      : owned(value_from_int(as_match(arguments[0])->spans[2 * number]));
}

static Ref end_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t number = group_number(ts, as_match(arguments[0]), arguments[1]);
    return number < 0 ? NO_REF
                      : owned(value_from_int(as_match(arguments[0])->spans[2 * number + 1]));
}

static Ref span_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t number = group_number(ts, as_match(arguments[0]), arguments[1]);
    if (number < 0) {
        return NO_REF;
    }
    const int64_t *span = &as_match(arguments[0])->spans[2 * number];
    return tuple_from_array(ts, (Value[]){value_from_int(span[0]), value_from_int(span[1])}, 2);
}

static const NativeDef METHODS[] = {
    {"group(self, group=0, /, *more)", group_method,
     "The text of the match or of groups, by number or name.", 0},
    {"groups(self, /, default=None)", groups_method, "The texts of all groups.", 0},
    {"start(self, group=0, /)", start_method, "Where the match or a group begins.", 0},
    {"end(self, group=0, /)", end_method, "Where the match or a group ends.", 0},
    {"span(self, group=0, /)", span_method, "Both.", 0},
    {NULL, NULL, NULL, 0},
};

// --- attributes -----------------------------------------------------------------------------

static Ref get_string(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_match(self)->string);
}

static Ref get_regex(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_match(self)->regex);
}

static Ref get_start(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_from_int(as_match(self)->start));
}

static Ref get_end(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_from_int(as_match(self)->end));
}

static const GetSetDef ATTRIBUTES[] = {
    {"string", get_string, getset_refuse, "The text that was searched."},
    {"re", get_regex, getset_refuse, "The pattern."},
    {"pos", get_start, getset_refuse, "Where the search began."},
    {"endpos", get_end, getset_refuse, "Where the text ended for the search."},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec regex_match_type_spec = {
    .name = "_pcre2.Match",
    .kind = KIND_REGEX_MATCH,
    .size = sizeof(Match),
    .flags = TYPE_BASE,
    .slots = {.destroy = match_destroy, .traverse = match_traverse, .get_item = match_get_item},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
};
