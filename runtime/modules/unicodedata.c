// The module unicodedata: properties of characters from utf8proc, names from libunistring.
#include <stdlib.h>
#include <string.h>
#include <uniname.h>
#include <utf8proc.h>

#include "runtime/objects/str.h"
#include "runtime/objects/unicode.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// The one character of a str. False with TypeError.
static bool read_character(ThreadState *ts, Value v, const char *function,
                           uint32_t *c) ATTACHED {
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() argument must be a unicode character, not %s",
                    function, value_type_name(ts, v));
        return false;
    }
    if (str_length(v) != 1) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "%s(): argument must be a unicode character, not a string of length %lld",
                    function, (long long)str_length(v));
        return false;
    }
    *c = str_read(v, 0);
    return true;
}

static Ref default_or_error(ThreadState *ts, Value otherwise, const char *message) ATTACHED {
    return value_is_null(otherwise) ? raise_error(ts, EXC_VALUE_ERROR, "%s", message)
                                    : ref_take(ts, otherwise);
}

static Ref name_function(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t c;
    char name[UNINAME_MAX];
    if (!read_character(ts, a[0], "name", &c)) {
        return NO_REF;
    }
    bool is_named = unicode_character_name(c, name) != NULL;
    return is_named ? str_from_text(ts, name) : default_or_error(ts, a[1], "no such name");
}

static Ref lookup_function(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "lookup() argument must be str, not %s",
                           value_type_name(ts, a[0]));
    }
    char *name = str_to_utf8(ts, a[0], NULL);
    if (!name) {
        return NO_REF;
    }
    ucs4_t c = unicode_name_character(name);
    Ref found = NO_REF;
    if (c == UNINAME_INVALID) {
        Ref message = str_format(ts, "undefined character name '%s'", name);
        raise_error_value(ts, EXC_KEY_ERROR, borrow(message));
        ref_drop(ts, message);
    } else {
        found = str_from_char(ts, c);
    }
    buffer_free(ts, name);
    return found;
}

static Ref category_function(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t c;
    return read_character(ts, a[0], "category", &c)
               ? str_from_text(ts, utf8proc_category_string((utf8proc_int32_t)c))
               : NO_REF;
}

static Ref bidirectional_function(ThreadState *ts, const Value *a) ATTACHED {
    static const char *const NAMES[] = {"",    "L",  "LRE", "LRO", "R",   "AL",  "RLE", "RLO",
                                        "PDF", "EN", "ES",  "ET",  "AN",  "CS",  "NSM", "BN",
                                        "B",   "S",  "WS",  "ON",  "LRI", "RLI", "FSI", "PDI"};
    uint32_t c;
    if (!read_character(ts, a[0], "bidirectional", &c)) {
        return NO_REF;
    }
    int class = utf8proc_get_property((utf8proc_int32_t)c)->bidi_class;
    return str_from_text(ts, NAMES[class]);
}

static Ref combining_function(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t c;
    return read_character(ts, a[0], "combining", &c)
               ? int_from_i64(ts, utf8proc_get_property((utf8proc_int32_t)c)->combining_class)
               : NO_REF;
}

static Ref mirrored_function(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t c;
    return read_character(ts, a[0], "mirrored", &c)
               ? int_from_i64(ts, utf8proc_get_property((utf8proc_int32_t)c)->bidi_mirrored)
               : NO_REF;
}

static Ref decimal_function(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t c;
    if (!read_character(ts, a[0], "decimal", &c)) {
        return NO_REF;
    }
    int digit = unicode_decimal_value(c);
    return digit >= 0 ? int_from_i64(ts, digit) : default_or_error(ts, a[1], "not a decimal");
}

// Copies the str through utf8proc_map with `options`.
static Ref map(ThreadState *ts, Value s, int options) ATTACHED {
    size_t length;
    char *text = str_to_utf8(ts, s, &length);
    if (!text) {
        return NO_REF;
    }
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &mapped,
                     (utf8proc_option_t)(options | UTF8PROC_STABLE));
    buffer_free(ts, text);
    Ref result;
    if (size >= 0) {
        result = str_from_utf8(ts, (const char *)mapped, (size_t)size);
    } else if (size == UTF8PROC_ERROR_NOMEM) {
        result = raise_memory_error(ts);
    } else {
        result = ref_take(ts, s); // lone surrogates have no other form
    }
    free(mapped);
    return result;
}

// The options for NFC, NFD, NFKC or NFKD; -1 with ValueError or TypeError.
static int form_options(ThreadState *ts, Value form) ATTACHED {
    static const struct {
        const char *name;
        int options;
    } FORMS[] = {{"NFC", UTF8PROC_COMPOSE},
                 {"NFD", UTF8PROC_DECOMPOSE},
                 {"NFKC", UTF8PROC_COMPOSE | UTF8PROC_COMPAT},
                 {"NFKD", UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT}};
    if (!value_has_layout(ts, form, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "normalize() argument 1 must be str, not %s",
                    value_type_name(ts, form));
        return -1;
    }
    char *name = str_to_utf8(ts, form, NULL);
    int options = -1;
    for (size_t i = 0; name && i < sizeof FORMS / sizeof *FORMS; i++) {
        if (strcmp(FORMS[i].name, name) == 0) {
            options = FORMS[i].options;
        }
    }
    buffer_free(ts, name);
    if (options < 0 && !error_is_set(ts)) {
        raise_error(ts, EXC_VALUE_ERROR, "invalid normalization form");
    }
    return options;
}

static Ref normalize_function(ThreadState *ts, const Value *a) ATTACHED {
    int options = form_options(ts, a[0]);
    if (options < 0) {
        return NO_REF;
    }
    if (!value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "normalize() argument 2 must be str, not %s",
                           value_type_name(ts, a[1]));
    }
    return map(ts, a[1], options);
}

static Ref is_normalized_function(ThreadState *ts, const Value *a) ATTACHED {
    Ref normal = normalize_function(ts, a);
    if (ref_is_null(normal)) {
        return NO_REF;
    }
    bool is_same = str_equal(borrow(normal), a[1]);
    ref_drop(ts, normal);
    return owned(value_bool(is_same));
}

static Ref width_function(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t c;
    if (!read_character(ts, a[0], "east_asian_width", &c)) {
        return NO_REF;
    }
    bool is_wide = utf8proc_charwidth((utf8proc_int32_t)c) == 2;
    bool is_narrow = c >= 0x20 && c < 0x7f;
    return str_from_text(ts, is_wide ? "W" : is_narrow ? "Na" : "N");
}

static const NativeDef FUNCTIONS[] = {
    {"name(chr, default=None, /)", name_function,
     "Returns the name assigned to the character chr as a string.", 0},
    {"lookup(name, /)", lookup_function, "Look up character by name.", 0},
    {"category(chr, /)", category_function, "Returns the general category.", 0},
    {"bidirectional(chr, /)", bidirectional_function, "Returns the bidirectional class.", 0},
    {"combining(chr, /)", combining_function, "Returns the canonical combining class.", 0},
    {"mirrored(chr, /)", mirrored_function, "Returns the mirrored property.", 0},
    {"decimal(chr, default=None, /)", decimal_function, "Converts to the decimal value.", 0},
    {"digit(chr, default=None, /)", decimal_function, "Converts to the digit value.", 0},
    {"east_asian_width(chr, /)", width_function, "Returns the east asian width.", 0},
    {"normalize(form, unistr, /)", normalize_function,
     "Return the normal form 'form' for the Unicode string unistr.", 0},
    {"is_normalized(form, unistr, /)", is_normalized_function,
     "Return whether the Unicode string unistr is in the normal form 'form'.", 0},
    {NULL, NULL, NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    return dict_put_text(ts, ((Module *)module)->dict, "unidata_version",
                         str_from_text(ts, utf8proc_unicode_version()));
}

const ModuleSpec unicodedata_module_spec = {
    .name = "unicodedata",
    .doc = "Properties of Unicode characters.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
