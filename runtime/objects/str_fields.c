// str.format and str.format_map: replacement fields.
//
//     "text {name.attribute[item]!conversion:spec} text"
//
// A field is found, its value looked up in the arguments, converted, and formatted by its own
// type; the spec may hold fields of its own, one level deep. "{}" counts automatically, "{0}"
// by hand, and one string may not mix them. The steps and their errors are those of CPython's
// unicode_format.h.
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/str_methods.h"
#include "runtime/objects/unicode.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define FIELD_DEPTH 2
#define NO_INDEX    (-1)

typedef enum Numbering { NUMBERING_UNDECIDED, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } Numbering;

// One call of format.
typedef struct Formatting {
    ThreadState *ts;
    Value positional; // Tuple, or NO_VALUE in format_map
    Value named;      // Dict, or any mapping in format_map
    Numbering numbering;
    int64_t next_index;
} Formatting;

// A field as it stands in the text.
typedef struct Field {
    StrView name;
    StrView spec;
    uint32_t conversion; // 0: none
    bool spec_has_fields;
} Field;

static bool fail(Formatting *formatting, const char *message) ATTACHED {
    raise_error(formatting->ts, EXC_VALUE_ERROR, "%s", message);
    return false;
}

// --- Reading a field ------------------------------------------------------------------------

// Reads the spec from *at to the closing brace of the field, which it passes.
static bool read_spec(Formatting *formatting, StrView text, int64_t *at,
                      Field *field) ATTACHED {
    int64_t start = *at;
    int depth = 1;
    while (*at < text.length) {
        uint32_t c = view_read(text, (*at)++);
        if (c == '{') {
            field->spec_has_fields = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            field->spec = view_part(text, start, *at - 1);
            return true;
        }
    }
    return fail(formatting, "unmatched '{' in format spec");
}

// Passes the name of a field and returns the character behind it; 0 at the end of the text.
// '{' is an error of the caller's.
static uint32_t skip_name(StrView text, int64_t *at) {
    while (*at < text.length) {
        uint32_t c = view_read(text, (*at)++);
        if (c == '{' || c == '}' || c == ':' || c == '!') {
            return c;
        }
        while (c == '[' && *at < text.length && view_read(text, *at) != ']') {
            (*at)++;
        }
    }
    return 0;
}

// Reads the field whose opening brace stands before *at, past its closing brace.
static bool read_field(Formatting *formatting, StrView text, int64_t *at,
                       Field *field) ATTACHED {
    *field = (Field){.spec = view_part(text, 0, 0)};
    int64_t start = *at;
    uint32_t c = skip_name(text, at);
    field->name = view_part(text, start, *at - (*at > start));
    switch (c) {
    case '}':
        return true;
    case ':':
        return read_spec(formatting, text, at, field);
    case '{':
        return fail(formatting, "unexpected '{' in field name");
    case 0:
        return fail(formatting, "expected '}' before end of string");
    default:
        break;
    }
    if (*at >= text.length) {
        return fail(formatting, "end of string while looking for conversion specifier");
    }
    field->conversion = view_read(text, (*at)++);
    if (*at < text.length) {
        c = view_read(text, (*at)++);
        if (c == '}') {
            return true;
        }
        if (c != ':') {
            return fail(formatting, "expected ':' after conversion specifier");
        }
    }
    return read_spec(formatting, text, at, field);
}

// --- Looking a field up ---------------------------------------------------------------------

// The number that the text is, in *index; NO_INDEX if it is none. False with ValueError if it
// is too large.
static bool read_index(Formatting *formatting, StrView text, int64_t *index) ATTACHED {
    *index = NO_INDEX;
    int64_t number = 0;
    for (int64_t i = 0; i < text.length; i++) {
        int digit = unicode_decimal_value(view_read(text, i));
        if (digit < 0) {
            return true;
        }
        if (number > (INT64_MAX - digit) / 10) {
            return fail(formatting, "Too many decimal digits in format string");
        }
        number = number * 10 + digit;
    }
    *index = text.length ? number : NO_INDEX;
    return true;
}

// Settles the index of the first part of a name, by the rules of numbering.
static bool number_field(Formatting *formatting, bool is_empty, int64_t *index) ATTACHED {
    if (!is_empty && *index == NO_INDEX) {
        return true;
    }
    Numbering wanted = is_empty ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
    if (formatting->numbering == NUMBERING_UNDECIDED) {
        formatting->numbering = wanted;
    } else if (formatting->numbering != wanted) {
        return fail(formatting, is_empty ? "cannot switch from manual field specification to "
                                           "automatic field numbering"
                                         : "cannot switch from automatic field numbering to "
                                           "manual field specification");
    }
    if (is_empty) {
        *index = formatting->next_index++;
    }
    return true;
}

static Ref get_argument(Formatting *formatting, StrView first, int64_t index) ATTACHED {
    ThreadState *ts = formatting->ts;
    if (index == NO_INDEX) {
        Ref key = str_from_view(ts, first);
        if (ref_is_null(key)) {
            return NO_REF;
        }
        Ref found = value_get_item(ts, formatting->named, borrow(key));
        ref_drop(ts, key);
        return found;
    }
    if (value_is_null(formatting->positional)) {
        return raise_error(ts, EXC_VALUE_ERROR, "Format string contains positional fields");
    }
    const Tuple *tuple = (const Tuple *)value_object(formatting->positional);
    if (index >= tuple->length) {
        return raise_error(ts, EXC_INDEX_ERROR,
                           "Replacement index %lld out of range for positional args tuple",
                           (long long)index);
    }
    return ref_take(ts, tuple->items[index]);
}

// Reads the next part of a name, ".attribute" or "[item]", from *at.
static bool read_part(Formatting *formatting, StrView name, int64_t *at, StrView *part,
                      bool *is_attribute) ATTACHED {
    uint32_t opening = view_read(name, (*at)++);
    int64_t start = *at;
    *is_attribute = opening == '.';
    if (opening == '.') {
        while (*at < name.length && view_read(name, *at) != '.' &&
               view_read(name, *at) != '[') {
            (*at)++;
        }
        *part = view_part(name, start, *at);
    } else if (opening == '[') {
        while (*at < name.length && view_read(name, *at) != ']') {
            (*at)++;
        }
        if (*at == name.length) {
            return fail(formatting, "Missing ']' in format string");
        }
        *part = view_part(name, start, (*at)++);
    } else {
        return fail(formatting, "Only '.' or '[' may follow ']' in format field specifier");
    }
    return part->length ? true : fail(formatting, "Empty attribute in format string");
}

// The attribute or item of v that `part` names.
static Ref get_part(Formatting *formatting, Value v, StrView part, bool is_attribute) ATTACHED {
    ThreadState *ts = formatting->ts;
    int64_t index = NO_INDEX;
    if (!is_attribute && !read_index(formatting, part, &index)) {
        return NO_REF;
    }
    Ref key = index == NO_INDEX ? str_from_view(ts, part) : int_from_i64(ts, index);
    if (is_attribute && !ref_is_null(key)) {
        Ref name = str_intern(ts, borrow(key));
        ref_drop(ts, key);
        key = name;
    }
    if (ref_is_null(key)) {
        return NO_REF;
    }
    Ref found = is_attribute ? value_get_attribute(ts, v, borrow(key))
                             : value_get_item(ts, v, borrow(key));
    ref_drop(ts, key);
    return found;
}

// The value that the field's name stands for.
static Ref look_up(Formatting *formatting, StrView name) ATTACHED {
    int64_t at = 0;
    while (at < name.length && view_read(name, at) != '.' && view_read(name, at) != '[') {
        at++;
    }
    StrView first = view_part(name, 0, at);
    int64_t index;
    if (!read_index(formatting, first, &index) ||
        !number_field(formatting, first.length == 0, &index)) {
        return NO_REF;
    }
    Ref found = get_argument(formatting, first, index);
    while (!ref_is_null(found) && at < name.length) {
        StrView part;
        bool is_attribute;
        Ref next = NO_REF;
        if (read_part(formatting, name, &at, &part, &is_attribute)) {
            next = get_part(formatting, borrow(found), part, is_attribute);
        }
        ref_drop(formatting->ts, found);
        found = next;
    }
    return found;
}

// --- Writing --------------------------------------------------------------------------------

// Applies !r, !s or !a; takes the reference.
static Ref convert(ThreadState *ts, Ref v, uint32_t conversion) ATTACHED {
    Ref result = NO_REF;
    switch (conversion) {
    case 'r':
        result = value_repr(ts, borrow(v));
        break;
    case 's':
        result = value_str(ts, borrow(v));
        break;
    case 'a': {
        Ref text = value_repr(ts, borrow(v));
        if (!ref_is_null(text)) {
            result = str_escape_non_ascii(ts, borrow(text));
            ref_drop(ts, text);
        }
        break;
    }
    default:
        if (conversion > 32 && conversion < 127) {
            raise_error(ts, EXC_VALUE_ERROR, "Unknown conversion specifier %c",
                        (char)conversion);
        } else {
            raise_error(ts, EXC_VALUE_ERROR, "Unknown conversion specifier \\x%x",
                        (unsigned)conversion);
        }
    }
    ref_drop(ts, v);
    return result;
}

static bool write_text(Formatting *formatting, StrBuilder *out, StrView text,
                       int depth) ATTACHED;

// The field's spec as a Str, its own fields replaced.
static Ref expand_spec(Formatting *formatting, const Field *field, int depth) ATTACHED {
    if (!field->spec_has_fields) {
        return str_from_view(formatting->ts, field->spec);
    }
    StrBuilder builder;
    str_builder_init(&builder, formatting->ts);
    if (!write_text(formatting, &builder, field->spec, depth - 1)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static bool write_field(Formatting *formatting, StrBuilder *out, const Field *field,
                        int depth) ATTACHED {
    ThreadState *ts = formatting->ts;
    Ref v = look_up(formatting, field->name);
    if (!ref_is_null(v) && field->conversion) {
        v = convert(ts, v, field->conversion);
    }
    if (ref_is_null(v)) {
        return false;
    }
    bool ok = false;
    if (field->spec.length == 0 && value_is(borrow(v), KIND_STR)) {
        ok = str_builder_str(out, borrow(v));
    } else {
        Ref spec = expand_spec(formatting, field, depth);
        if (!ref_is_null(spec)) {
            Ref text = value_format(ts, borrow(v), borrow(spec));
            ok = !ref_is_null(text) && str_builder_str(out, borrow(text));
            ref_drop(ts, text);
            ref_drop(ts, spec);
        }
    }
    ref_drop(ts, v);
    return ok;
}

// Passes literal text up to a brace: 1 if a field follows, 0 if not (the end, or a doubled
// brace), -1 with ValueError.
static int write_literal(Formatting *formatting, StrBuilder *out, StrView text,
                         int64_t *at) ATTACHED {
    int64_t start = *at;
    while (*at < text.length && view_read(text, *at) != '{' && view_read(text, *at) != '}') {
        (*at)++;
    }
    if (*at == text.length) {
        return str_builder_view(out, view_part(text, start, *at)) ? 0 : -1;
    }
    uint32_t brace = view_read(text, *at);
    bool is_doubled = *at + 1 < text.length && view_read(text, *at + 1) == brace;
    if (!is_doubled && (brace == '}' || *at + 1 == text.length)) {
        fail(formatting, brace == '}' ? "Single '}' encountered in format string"
                                      : "Single '{' encountered in format string");
        return -1;
    }
    if (!str_builder_view(out, view_part(text, start, *at + is_doubled))) {
        return -1;
    }
    *at += is_doubled ? 2 : 1;
    return !is_doubled;
}

static bool write_text(Formatting *formatting, StrBuilder *out, StrView text,
                       int depth) ATTACHED {
    if (depth <= 0) {
        return fail(formatting, "Max string recursion exceeded");
    }
    for (int64_t at = 0; at < text.length;) {
        int has_field = write_literal(formatting, out, text, &at);
        Field field;
        if (has_field < 0 || (has_field && (!read_field(formatting, text, &at, &field) ||
                                            !write_field(formatting, out, &field, depth)))) {
            return false;
        }
    }
    return true;
}

static Ref format_all(ThreadState *ts, Value self, Value positional, Value named) ATTACHED {
    Formatting formatting = {.ts = ts, .positional = positional, .named = named};
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!write_text(&formatting, &builder, str_view(self), FIELD_DEPTH)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

Ref str_format_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return format_all(ts, arguments[0], arguments[1], arguments[2]);
}

Ref str_format_map_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return format_all(ts, arguments[0], NO_VALUE, arguments[1]);
}
