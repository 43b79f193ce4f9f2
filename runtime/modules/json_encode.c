// Writing JSON: values to text, for the module json; and the module _json.
#include <math.h>
#include <string.h>

#include "runtime/modules/json.h"
#include "runtime/objects/dict.h"
#include "runtime/objects/float.h"
#include "runtime/objects/float_text.h"
#include "runtime/objects/int.h"
#include "runtime/objects/int_text.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

enum { ENSURE_ASCII = 1, ALLOW_NAN = 2, SORT_KEYS = 4, SKIP_KEYS = 8, CHECK_CIRCULAR = 16 };

// How many of the containers around a value are compared with it. One that lies further out is
// found a few rounds later, when the milestone comes by (R. Brent's way to find a cycle), so
// that deep structures do not cost the square of their depth.
#define NEAR_COUNT 64

// The containers that are being written, innermost first.
typedef struct Outer {
    Value container;
    Value milestone; // the encoder's before this container
    const struct Outer *next;
} Outer;

typedef struct Encoder {
    ThreadState *ts;
    StrBuilder out;
    Value default_function;
    Value indent; // Str, or NO_VALUE: all on one line
    Value item_separator, key_separator;
    int64_t flags;
    int64_t depth;
    const Outer *outer;
    uint64_t n_outer;
    Value milestone; // the container around that is in the deepest level that is a power of two
} Encoder;

static bool encode_value(Encoder *e, Value v) ATTACHED RUNS_GUEST;

static bool quote(StrBuilder *out, Value s, bool ensure_ascii) ATTACHED {
    StrView view = str_view(s);
    bool ok = str_builder_char(out, '"');
    int64_t start = 0;
    for (int64_t i = 0; ok && i < view.length; i++) {
        uint32_t c = view_read(view, i);
        if (c >= ' ' && c != '"' && c != '\\' && (c <= 127 || !ensure_ascii)) {
            continue;
        }
        static const char FROM[] = "\"\\\n\r\t\f\b";
        static const char TO[] = "\"\\nrtfb";
        const char *found = c && c < 128 ? strchr(FROM, (int)c) : NULL;
        ok = str_builder_view(out, view_part(view, start, i));
        start = i + 1;
        if (ok && found) {
            ok = str_builder_char(out, '\\') &&
                 str_builder_char(out, (uint32_t)TO[found - FROM]);
        } else if (ok && c < 0x10000) {
            ok = str_builder_format(out, "\\u%04x", (unsigned)c);
        } else if (ok) {
            ok = str_builder_format(out, "\\u%04x\\u%04x",
                                    (unsigned)(0xD800 + ((c - 0x10000) >> 10)),
                                    (unsigned)(0xDC00 + ((c - 0x10000) & 0x3FF)));
        }
    }
    return ok && str_builder_view(out, view_part(view, start, view.length)) &&
           str_builder_char(out, '"');
}

static bool encode_float(Encoder *e, double d) ATTACHED {
    if (isfinite(d)) {
        char text[FLOAT_REPR_SIZE];
        size_t length = float_repr_text(d, true, text);
        return str_builder_ascii(&e->out, text, length);
    }
    if (!(e->flags & ALLOW_NAN)) {
        raise_error(e->ts, EXC_VALUE_ERROR,
                    "Out of range float values are not JSON compliant: %s",
                    isnan(d) ? "nan"
                    : d > 0  ? "inf"
                             : "-inf");
        return false;
    }
    return str_builder_text(&e->out, isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
}

static bool encode_int(Encoder *e, Value v) ATTACHED {
    IntDigits digits;
    if (!int_digits(e->ts, v, 10, &digits)) {
        return false;
    }
    bool ok = (!digits.is_negative || str_builder_char(&e->out, '-')) &&
              str_builder_ascii(&e->out, digits.text, (size_t)digits.length);
    int_digits_done(e->ts, &digits);
    return ok;
}

// A newline and the indentation of the depth, if there is any.
static bool new_line(Encoder *e) ATTACHED {
    if (value_is_null(e->indent)) {
        return true;
    }
    bool ok = str_builder_char(&e->out, '\n');
    for (int64_t i = 0; ok && i < e->depth; i++) {
        ok = str_builder_str(&e->out, e->indent);
    }
    return ok;
}

static bool encode_list(Encoder *e, Value v) ATTACHED RUNS_GUEST {
    Ref iterator = value_iterate(e->ts, v);
    bool ok = !ref_is_null(iterator) && str_builder_char(&e->out, '[');
    bool is_first = true;
    e->depth++;
    Ref item;
    while (ok && !ref_is_null(item = iterator_next(e->ts, borrow(iterator)))) {
        ok = (is_first || str_builder_str(&e->out, e->item_separator)) && new_line(e) &&
             encode_value(e, borrow(item));
        is_first = false;
        ref_drop(e->ts, item);
    }
    e->depth--;
    ref_drop(e->ts, iterator);
    return ok && !error_is_set(e->ts) && (is_first || new_line(e)) &&
           str_builder_char(&e->out, ']');
}

// A key as the text between the quotes: 1; 0 if it is left out; -1 with the exception set.
static int encode_key(Encoder *e, Value key) ATTACHED {
    bool is_word = value_is_none(key) || value_is_bool(key);
    if (value_has_layout(e->ts, key, KIND_STR)) {
        return quote(&e->out, key, e->flags & ENSURE_ASCII) ? 1 : -1;
    }
    bool ok = str_builder_char(&e->out, '"');
    if (is_word) {
        ok = ok && str_builder_text(&e->out, value_is_none(key)            ? "null"
                                             : value_same(key, TRUE_VALUE) ? "true"
                                                                           : "false");
    } else if (int_is(key)) {
        ok = ok && encode_int(e, key);
    } else {
        ok = ok && encode_float(e, float_value(key));
    }
    return ok && str_builder_char(&e->out, '"') ? 1 : -1;
}

static bool is_key(const ThreadState *ts, Value key) {
    return value_has_layout(ts, key, KIND_STR) || value_is_none(key) || int_is(key) ||
           float_is(key);
}

static bool encode_member(Encoder *e, Value pair, bool *is_first) ATTACHED RUNS_GUEST {
    Value key = ((Tuple *)(void *)value_object(pair))->items[0];
    Value value = ((Tuple *)(void *)value_object(pair))->items[1];
    if (!is_key(e->ts, key)) {
        if (e->flags & SKIP_KEYS) {
            return true;
        }
        raise_error(e->ts, EXC_TYPE_ERROR, "keys must be str, int, float, bool or None, not %s",
                    value_type_name(e->ts, key));
        return false;
    }
    bool ok = (*is_first || str_builder_str(&e->out, e->item_separator)) && new_line(e) &&
              encode_key(e, key) == 1 && str_builder_str(&e->out, e->key_separator) &&
              encode_value(e, value);
    *is_first = false;
    return ok;
}

// The items of a dict or of a subclass, as a list of pairs, sorted if wanted.
static Ref list_items(Encoder *e, Value v) ATTACHED RUNS_GUEST {
    Ref items;
    if (value_is(v, KIND_DICT)) {
        items = dict_list(e->ts, value_object(v), DICT_PART_ITEM);
    } else {
        Ref view = value_call_method_text(e->ts, v, "items", NULL, 0);
        items = ref_is_null(view) ? NO_REF : list_from_iterable(e->ts, borrow(view));
        ref_drop(e->ts, view);
    }
    if (!ref_is_null(items) && e->flags & SORT_KEYS) {
        Ref sorted = value_call_method_text(e->ts, borrow(items), "sort", NULL, 0);
        if (ref_is_null(sorted)) {
            ref_drop(e->ts, items);
            return NO_REF;
        }
    }
    return items;
}

static bool encode_dict(Encoder *e, Value v) ATTACHED RUNS_GUEST {
    Ref items = list_items(e, v);
    bool ok = !ref_is_null(items) && str_builder_char(&e->out, '{');
    bool is_first = true;
    e->depth++;
    for (int64_t i = 0; ok; i++) {
        List *list = (List *)(void *)value_object(borrow(items));
        if (i >= load_relaxed(&list->length)) {
            break;
        }
        Ref pair = list_get(e->ts, &list->head, i);
        ok = !ref_is_null(pair) && value_has_layout(e->ts, borrow(pair), KIND_TUPLE) &&
             value_length(e->ts, borrow(pair)) == 2 &&
             encode_member(e, borrow(pair), &is_first);
        if (!ok && !error_is_set(e->ts)) {
            raise_error(e->ts, EXC_VALUE_ERROR, "items must return 2-tuples");
        }
        ref_drop(e->ts, pair);
    }
    e->depth--;
    ref_drop(e->ts, items);
    return ok && (is_first || new_line(e)) && str_builder_char(&e->out, '}');
}

static bool encode_by_default(Encoder *e, Value v) ATTACHED RUNS_GUEST {
    Ref instead = value_call(e->ts, e->default_function, &v, 1);
    bool ok = !ref_is_null(instead) && encode_value(e, borrow(instead));
    ref_drop(e->ts, instead);
    return ok;
}

// Whether a container is known to be one of those around it.
static bool is_inside_itself(const Encoder *e, Value v) {
    const Outer *outer = e->outer;
    for (int i = 0; outer && i < NEAR_COUNT; i++, outer = outer->next) {
        if (value_same(outer->container, v)) {
            return true;
        }
    }
    return outer && value_same(e->milestone, v);
}

// What may contain itself.
static bool encode_container(Encoder *e, Value v) ATTACHED RUNS_GUEST {
    if (e->flags & CHECK_CIRCULAR && is_inside_itself(e, v)) {
        raise_error(e->ts, EXC_VALUE_ERROR, "Circular reference detected");
        return false;
    }
    if (!native_enter(e->ts, " while encoding a JSON object")) {
        return false;
    }
    Outer here = {v, e->milestone, e->outer};
    e->outer = &here;
    e->n_outer++;
    if ((e->n_outer & (e->n_outer - 1)) == 0) {
        e->milestone = v;
    }
    bool ok = value_has_layout(e->ts, v, KIND_DICT) ? encode_dict(e, v)
              : value_has_layout(e->ts, v, KIND_LIST) || value_has_layout(e->ts, v, KIND_TUPLE)
                  ? encode_list(e, v)
                  : encode_by_default(e, v);
    e->n_outer--;
    e->milestone = here.milestone;
    e->outer = here.next;
    native_leave(e->ts);
    return ok;
}

static bool encode_value(Encoder *e, Value v) ATTACHED RUNS_GUEST {
    if (value_has_layout(e->ts, v, KIND_STR)) {
        return quote(&e->out, v, e->flags & ENSURE_ASCII);
    }
    if (value_is_none(v)) {
        return str_builder_text(&e->out, "null");
    }
    if (value_is_bool(v)) {
        return str_builder_text(&e->out, value_same(v, TRUE_VALUE) ? "true" : "false");
    }
    if (int_is(v)) {
        return encode_int(e, v);
    }
    if (float_is(v)) {
        return encode_float(e, float_value(v));
    }
    return encode_container(e, v);
}

Ref json_encode(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Encoder encoder = {.ts = ts,
                       .default_function = a[1],
                       .indent = value_is_none(a[2]) ? NO_VALUE : a[2],
                       .item_separator = a[3],
                       .key_separator = a[4]};
    for (int i = 2; i < 5; i++) {
        if (!(i == 2 && value_is_none(a[2])) && !value_has_layout(ts, a[i], KIND_STR)) {
            return raise_error(ts, EXC_TYPE_ERROR, "separators and indent must be str, not %s",
                               value_type_name(ts, a[i]));
        }
    }
    if (!value_to_index(ts, a[5], EXC_OVERFLOW_ERROR, &encoder.flags)) {
        return NO_REF;
    }
    str_builder_init(&encoder.out, ts);
    if (!encode_value(&encoder, a[0])) {
        str_builder_discard(&encoder.out);
        return NO_REF;
    }
    return str_builder_finish(&encoder.out);
}

Ref json_quote(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "first argument must be a string, not %s",
                           value_type_name(ts, a[0]));
    }
    int ensure_ascii = value_truth(ts, a[1]);
    StrBuilder out;
    str_builder_init(&out, ts);
    if (ensure_ascii < 0 || !quote(&out, a[0], ensure_ascii)) {
        str_builder_discard(&out);
        return NO_REF;
    }
    return str_builder_finish(&out);
}

static const NativeDef FUNCTIONS[] = {
    {"scan(text, index, strict, object_hook, object_pairs_hook, parse_float, parse_int, "
     "parse_constant, /)",
     json_scan, "The value at the index, and where it ends.", 0},
    {"encode(value, default, indent, item_separator, key_separator, flags, /)", json_encode,
     "The value as JSON.", 0},
    {"quote(text, ensure_ascii, /)", json_quote, "The text as a JSON string.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec json_module_spec = {
    .name = "_json",
    .doc = "Reading and writing JSON.",
    .functions = FUNCTIONS,
};
