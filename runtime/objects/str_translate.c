// str.translate and str.maketrans: replacing characters by a table.
//
// A table maps code points to code points, strings or None (leave out); a character it does not
// have stays. What the table said about ASCII characters is remembered, so that long texts ask
// only once per character.
#include <string.h>

#include "runtime/objects/int.h"
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/str_methods.h"
#include "runtime/objects/text_arguments.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define REMEMBERED_COUNT 128
#define NOT_REMEMBERED   0xFFFFFFFFu

// --- translate ------------------------------------------------------------------------------

// What the table has for c: the character itself if it has nothing. NO_REF with the exception
// set.
static Ref look_up(ThreadState *ts, Value table, uint32_t c) ATTACHED {
    Ref found = value_get_item(ts, table, value_from_int(c));
    if (ref_is_null(found) && error_matches(ts, EXC_LOOKUP_ERROR)) {
        error_clear(ts);
        return owned(value_from_int(c));
    }
    return found;
}

// Adds what the table gave. If it is one character, *simple is that character.
static bool add_translation(StrBuilder *builder, Value found, uint32_t *simple) ATTACHED {
    ThreadState *ts = builder->ts;
    if (value_is_none(found)) {
        return true;
    }
    if (value_has_layout(ts, found, KIND_STR)) {
        return str_builder_str(builder, found);
    }
    if (!int_is(found)) {
        raise_error(ts, EXC_TYPE_ERROR, "character mapping must return integer, None or str");
        return false;
    }
    int64_t c;
    if (!int_fits_i64(found, &c) || c < 0 || c > STR_MAX_CHAR) {
        raise_error(ts, EXC_VALUE_ERROR, "character mapping must be in range(0x110000)");
        return false;
    }
    *simple = (uint32_t)c;
    return str_builder_char(builder, (uint32_t)c);
}

static bool translate_char(StrBuilder *builder, Value table, uint32_t c,
                           uint32_t *remembered) ATTACHED {
    if (c < REMEMBERED_COUNT && remembered[c] != NOT_REMEMBERED) {
        return str_builder_char(builder, remembered[c]);
    }
    Ref found = look_up(builder->ts, table, c);
    if (ref_is_null(found)) {
        return false;
    }
    uint32_t simple = NOT_REMEMBERED;
    bool ok = add_translation(builder, borrow(found), &simple);
    ref_drop(builder->ts, found);
    if (c < REMEMBERED_COUNT) {
        remembered[c] = simple;
    }
    return ok;
}

Ref str_translate_method(ThreadState *ts, const Value *arguments) ATTACHED {
    uint32_t remembered[REMEMBERED_COUNT];
    memset(remembered, 0xFF, sizeof remembered);
    StrView view = str_view(arguments[0]);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    for (int64_t i = 0; i < view.length; i++) {
        if (!translate_char(&builder, arguments[1], view_read(view, i), remembered)) {
            str_builder_discard(&builder);
            return NO_REF;
        }
    }
    return str_builder_finish(&builder);
}

// --- maketrans ------------------------------------------------------------------------------

// A table from a dict: keys of one character become their code points.
static bool fill_from_dict(ThreadState *ts, Object *table, Object *source) ATTACHED {
    int64_t position = 0;
    Ref key;
    Ref value;
    bool ok = true;
    while (ok && dict_step(ts, source, &position, &key, &value)) {
        Value k = borrow(key);
        if (value_has_layout(ts, k, KIND_STR)) {
            ok = str_length(k) == 1;
            if (ok) {
                ok = dict_set(ts, table, value_from_int(str_read(k, 0)), borrow(value));
            } else {
                raise_error(ts, EXC_VALUE_ERROR,
                            "string keys in translate table must be of length 1");
            }
        } else if (int_is(k)) {
            ok = dict_set(ts, table, k, borrow(value));
        } else {
            raise_error(ts, EXC_TYPE_ERROR,
                        "keys in translate table must be strings or integers");
            ok = false;
        }
        ref_drop(ts, key);
        ref_drop(ts, value);
    }
    return ok;
}

static bool fill_from_strings(ThreadState *ts, Object *table, Value from, Value to,
                              Value removed) ATTACHED {
    if (!value_has_layout(ts, from, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "first maketrans argument must be a string if there is a second argument");
        return false;
    }
    if (str_length(from) != str_length(to)) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "the first two maketrans arguments must have equal length");
        return false;
    }
    for (int64_t i = 0; i < str_length(from); i++) {
        if (!dict_set(ts, table, value_from_int(str_read(from, i)),
                      value_from_int(str_read(to, i)))) {
            return false;
        }
    }
    for (int64_t i = 0; !value_is_null(removed) && i < str_length(removed); i++) {
        if (!dict_set(ts, table, value_from_int(str_read(removed, i)), NONE)) {
            return false;
        }
    }
    return true;
}

Ref str_maketrans_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Value to = arguments[1];
    Value removed = arguments[2];
    if ((!value_is_null(to) && !argument_str(ts, to, "maketrans", 2)) ||
        (!value_is_null(removed) && !argument_str(ts, removed, "maketrans", 3))) {
        return NO_REF;
    }
    if (value_is_null(to) && !value_is(arguments[0], KIND_DICT)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "if you give only one argument to maketrans it must be a dict");
    }
    Ref table = dict_new(ts);
    if (ref_is_null(table)) {
        return NO_REF;
    }
    Object *dict = value_object(borrow(table));
    bool ok = value_is_null(to) ? fill_from_dict(ts, dict, value_object(arguments[0]))
                                : fill_from_strings(ts, dict, arguments[0], to, removed);
    if (!ok) {
        ref_drop(ts, table);
        return NO_REF;
    }
    return table;
}
