// printf-like formatting: reading the specifiers, fetching arguments, and the conversions to
// text. Numbers are in percent_number.c.
#include "runtime/objects/percent.h"

#include <limits.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_methods.h"
#include "runtime/objects/int.h"
#include "runtime/objects/unicode.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define SINGLE_ARGUMENT (-1)
#define SMALL_SIZE      100000000 // ten times this fits any limit: no division below

// One evaluation of the operator.
typedef struct Percent {
    ThreadState *ts;
    StrBuilder *out;
    StrView format;
    int64_t at;      // index of the next character
    Value arguments; // a Tuple, or the only argument
    int64_t length;  // of the Tuple; SINGLE_ARGUMENT if there is only one
    int64_t next;    // index of the next argument
    Value mapping;   // the arguments as a mapping, or NO_VALUE
    Ref keyed;       // keeps the value of the last (key), which is then the only argument
    bool is_bytes;
} Percent;

static bool fail(Percent *percent, ExceptionId id, const char *message) ATTACHED {
    raise_error(percent->ts, id, "%s", message);
    return false;
}

// --- Arguments ------------------------------------------------------------------------------

static void use_arguments(Percent *percent, Value arguments, bool is_single) {
    percent->arguments = arguments;
    percent->length =
        is_single ? SINGLE_ARGUMENT : ((const Tuple *)value_object(arguments))->length;
    percent->next = 0;
}

static bool has_arguments_left(const Percent *percent) {
    return percent->next < (percent->length == SINGLE_ARGUMENT ? 1 : percent->length);
}

// The next argument, borrowed; NO_VALUE with TypeError if there are no more.
static Value next_argument(Percent *percent) ATTACHED {
    if (!has_arguments_left(percent)) {
        fail(percent, EXC_TYPE_ERROR, "not enough arguments for format string");
        return NO_VALUE;
    }
    int64_t index = percent->next++;
    return percent->length == SINGLE_ARGUMENT
               ? percent->arguments
               : ((const Tuple *)value_object(percent->arguments))->items[index];
}

// What can stand for a mapping: anything with items by key but a tuple or text.
static bool is_mapping(const ThreadState *ts, Value v, bool is_bytes) {
    bool is_text = is_bytes ? bytes_like(ts, v) : false;
    return value_type(ts, v)->slots.get_item && !value_has_layout(ts, v, KIND_TUPLE) &&
           !value_has_layout(ts, v, KIND_STR) && !is_text;
}

static Ref key_from_view(Percent *percent, StrView view) ATTACHED {
    return percent->is_bytes ? bytes_new(percent->ts, view.data, (size_t)view.length)
                             : str_from_view(percent->ts, view);
}

// --- Reading a specifier --------------------------------------------------------------------

// Reads "(key)" behind the '(' and fetches its value.
static bool read_key(Percent *percent) ATTACHED {
    if (value_is_null(percent->mapping)) {
        return fail(percent, EXC_TYPE_ERROR, "format requires a mapping");
    }
    int64_t start = percent->at;
    int depth = 1;
    while (depth > 0) {
        if (percent->at >= percent->format.length) {
            return fail(percent, EXC_VALUE_ERROR, "incomplete format key");
        }
        uint32_t c = view_read(percent->format, percent->at++);
        depth += (c == '(') - (c == ')');
    }
    Ref key = key_from_view(percent, view_part(percent->format, start, percent->at - 1));
    if (ref_is_null(key)) {
        return false;
    }
    Ref value = value_get_item(percent->ts, percent->mapping, borrow(key));
    ref_drop(percent->ts, key);
    if (ref_is_null(value)) {
        return false;
    }
    Ref old = percent->keyed;
    percent->keyed = value;
    use_arguments(percent, borrow(value), true);
    ref_drop(percent->ts, old);
    return true;
}

static uint32_t peek(const Percent *percent) {
    return percent->at < percent->format.length ? view_read(percent->format, percent->at) : 0;
}

static void read_flags(Percent *percent, PercentSpec *spec) {
    for (;; percent->at++) {
        switch (peek(percent)) {
        case '-':
            spec->is_left = true;
            break;
        case '+':
            spec->has_plus = true;
            break;
        case ' ':
            spec->has_space = true;
            break;
        case '#':
            spec->is_alternate = true;
            break;
        case '0':
            spec->has_zeros = true;
            break;
        default:
            return;
        }
    }
}

// Reads a width or precision: digits, or '*' for an argument. It is 0 without digits.
static bool read_size(Percent *percent, int64_t limit, const char *message,
                      int64_t *out) ATTACHED {
    *out = 0;
    if (peek(percent) == '*') {
        percent->at++;
        Value v = next_argument(percent);
        if (value_is_null(v)) {
            return false;
        }
        if (!int_is(v)) {
            return fail(percent, EXC_TYPE_ERROR, "* wants int");
        }
        bool is_int = limit == INT_MAX;
        if (!int_fits_i64(v, out) || *out > limit || (is_int && *out < INT_MIN)) {
            raise_error(percent->ts, EXC_OVERFLOW_ERROR,
                        "Python int too large to convert to C %s", is_int ? "int" : "ssize_t");
            return false;
        }
        return true;
    }
    for (; peek(percent) - '0' < 10; percent->at++) {
        int digit = (int)(peek(percent) - '0');
        if (*out >= SMALL_SIZE && *out > (limit - digit) / 10) {
            return fail(percent, EXC_VALUE_ERROR, message);
        }
        *out = *out * 10 + digit;
    }
    return true;
}

static bool read_spec(Percent *percent, PercentSpec *spec) ATTACHED {
    *spec = (PercentSpec){.width = -1, .precision = -1, .is_bytes = percent->is_bytes};
    if (peek(percent) == '(') {
        percent->at++;
        if (!read_key(percent)) {
            return false;
        }
    }
    read_flags(percent, spec);
    if (peek(percent) == '*' || peek(percent) - '0' < 10) {
        if (!read_size(percent, INT64_MAX / 2, "width too big", &spec->width)) {
            return false;
        }
        if (spec->width < 0) {
            spec->is_left = true;
            // CPython: the least number overflows, and nothing is filled.
            spec->width = spec->width == INT64_MIN ? 0 : -spec->width;
        }
    }
    if (peek(percent) == '.') {
        percent->at++;
        if (!read_size(percent, INT_MAX, "precision too big", &spec->precision)) {
            return false;
        }
        spec->precision = spec->precision < 0 ? 0 : spec->precision;
    }
    uint32_t c = peek(percent);
    percent->at += c == 'h' || c == 'l' || c == 'L';
    if (percent->at >= percent->format.length) {
        return fail(percent, EXC_VALUE_ERROR, "incomplete format");
    }
    spec->at = percent->at;
    spec->conversion = view_read(percent->format, percent->at++);
    return true;
}

// --- Text conversions -----------------------------------------------------------------------

// Adds text cut to the precision and filled to the width.
static bool write_filled(Percent *percent, const PercentSpec *spec, StrView text) ATTACHED {
    if (spec->precision >= 0 && spec->precision < text.length) {
        text = view_part(text, 0, spec->precision);
    }
    int64_t fill = spec->width - text.length;
    return str_builder_fill(percent->out, ' ', spec->is_left ? 0 : fill) &&
           str_builder_view(percent->out, text) &&
           str_builder_fill(percent->out, ' ', spec->is_left ? fill : 0);
}

// The Str for %s, %r or %a.
static Ref convert_text(Percent *percent, uint32_t conversion, Value v) ATTACHED {
    ThreadState *ts = percent->ts;
    if (conversion == 's') {
        return value_str(ts, v);
    }
    Ref text = value_repr(ts, v);
    if (ref_is_null(text) || (conversion == 'r' && !percent->is_bytes)) {
        return text;
    }
    Ref escaped = str_escape_non_ascii(ts, borrow(text));
    ref_drop(ts, text);
    return escaped;
}

static bool write_text(Percent *percent, const PercentSpec *spec, Value v) ATTACHED {
    Ref text = convert_text(percent, spec->conversion, v);
    if (ref_is_null(text)) {
        return false;
    }
    bool ok = write_filled(percent, spec, str_view(borrow(text)));
    ref_drop(percent->ts, text);
    return ok;
}

// %s and %b of bytes.
static bool write_bytes(Percent *percent, const PercentSpec *spec, Value v) ATTACHED {
    ThreadState *ts = percent->ts;
    BytesHold hold;
    Ref converted = NO_REF;
    int found = bytes_hold(ts, v, &hold);
    if (found == 0) {
        converted = bytes_from_dunder(ts, v);
        if (ref_is_null(converted)) {
            if (!error_is_set(ts)) {
                raise_error(ts, EXC_TYPE_ERROR,
                            "%%b requires a bytes-like object, or an object that implements "
                            "__bytes__, not '%s'",
                            value_type_name(ts, v));
            }
            return false;
        }
        found = bytes_hold(ts, borrow(converted), &hold);
    }
    bool ok = found > 0 && write_filled(percent, spec, bytes_text(&hold));
    if (found > 0) {
        bytes_release(ts, &hold);
    }
    ref_drop(ts, converted);
    return ok;
}

static bool raise_char(Percent *percent, bool is_range) ATTACHED {
    if (is_range) {
        return fail(percent, EXC_OVERFLOW_ERROR,
                    percent->is_bytes ? "%c arg not in range(256)"
                                      : "%c arg not in range(0x110000)");
    }
    return fail(percent, EXC_TYPE_ERROR,
                percent->is_bytes ? "%c requires an integer in range(256) or a single byte"
                                  : "%c requires int or char");
}

// The character for %c.
static bool read_char(Percent *percent, Value v, uint32_t *c) ATTACHED {
    ThreadState *ts = percent->ts;
    if (!percent->is_bytes && value_has_layout(ts, v, KIND_STR)) {
        if (str_length(v) != 1) {
            return raise_char(percent, false);
        }
        *c = str_read(v, 0);
        return true;
    }
    BytesHold hold;
    int found = percent->is_bytes ? bytes_hold(ts, v, &hold) : 0;
    if (found != 0) {
        bool is_single = found > 0 && hold.length == 1;
        *c = is_single ? hold.data[0] : 0;
        if (found > 0) {
            bytes_release(ts, &hold);
        }
        return is_single || (found > 0 && raise_char(percent, false));
    }
    int64_t number;
    if (!value_type(ts, v)->slots.to_index) {
        return raise_char(percent, false);
    }
    if (!value_to_index(ts, v, -1, &number)) {
        return false;
    }
    if (number < 0 || number > (percent->is_bytes ? 255 : (int64_t)STR_MAX_CHAR)) {
        return raise_char(percent, true);
    }
    *c = (uint32_t)number;
    return true;
}

static bool write_char(Percent *percent, const PercentSpec *spec, Value v) ATTACHED {
    uint32_t c;
    if (!read_char(percent, v, &c)) {
        return false;
    }
    PercentSpec uncut = *spec;
    uncut.precision = -1;
    return write_filled(percent, &uncut, (StrView){&c, 1, 4});
}

// --- The operator ---------------------------------------------------------------------------

static bool raise_unsupported(Percent *percent, const PercentSpec *spec) ATTACHED {
    uint32_t c = spec->conversion;
    raise_error(percent->ts, EXC_VALUE_ERROR,
                "unsupported format character '%c' (0x%x) at index %lld",
                c > 31 && c < 127 ? (char)c : '?', (unsigned)c, (long long)spec->at);
    return false;
}

static bool write_argument(Percent *percent, const PercentSpec *spec, Value v) ATTACHED {
    switch (spec->conversion) {
    case 's':
        return percent->is_bytes ? write_bytes(percent, spec, v) : write_text(percent, spec, v);
    case 'b':
        return percent->is_bytes ? write_bytes(percent, spec, v)
                                 : raise_unsupported(percent, spec);
    case 'r':
    case 'a':
        return write_text(percent, spec, v);
    case 'c':
        return write_char(percent, spec, v);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return percent_number(percent->out, spec, v);
    default:
        return raise_unsupported(percent, spec);
    }
}

// Writes what stands behind a '%'.
static bool write_specifier(Percent *percent) ATTACHED {
    if (peek(percent) == '%') {
        percent->at++;
        return str_builder_char(percent->out, '%');
    }
    PercentSpec spec;
    if (percent->at >= percent->format.length) {
        return fail(percent, EXC_VALUE_ERROR, "incomplete format");
    }
    if (!read_spec(percent, &spec)) {
        return false;
    }
    Value v = next_argument(percent);
    if (value_is_null(v)) {
        return false;
    }
    // The conversion may run guest code: keep the argument meanwhile.
    Ref kept = ref_take(percent->ts, v);
    bool ok = write_argument(percent, &spec, v);
    ref_drop(percent->ts, kept);
    return ok;
}

static bool write_all(Percent *percent) ATTACHED {
    StrView format = percent->format;
    while (percent->at < format.length) {
        int64_t start = percent->at;
        while (percent->at < format.length && view_read(format, percent->at) != '%') {
            percent->at++;
        }
        if (!str_builder_view(percent->out, view_part(format, start, percent->at))) {
            return false;
        }
        if (percent->at < format.length) {
            percent->at++;
            if (!write_specifier(percent)) {
                return false;
            }
        }
    }
    if (has_arguments_left(percent) && value_is_null(percent->mapping)) {
        return fail(percent, EXC_TYPE_ERROR,
                    percent->is_bytes ? "not all arguments converted during bytes formatting"
                                      : "not all arguments converted during string formatting");
    }
    return true;
}

bool percent_format(StrBuilder *out, StrView format, Value arguments, bool is_bytes) ATTACHED {
    Percent percent = {
        .ts = out->ts,
        .out = out,
        .format = format,
        .mapping = is_mapping(out->ts, arguments, is_bytes) ? arguments : NO_VALUE,
        .is_bytes = is_bytes,
    };
    use_arguments(&percent, arguments, !value_has_layout(out->ts, arguments, KIND_TUPLE));
    bool ok = write_all(&percent);
    ref_drop(out->ts, percent.keyed);
    return ok;
}

Ref str_percent(ThreadState *ts, Value format, Value arguments) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!percent_format(&builder, str_view(format), arguments, false)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

Ref bytes_percent(ThreadState *ts, Value self, Value arguments) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    Ref result = NO_REF;
    if (percent_format(&builder, bytes_text(&hold), arguments, true)) {
        result = bytes_new(ts, builder.data, (size_t)builder.length);
    }
    str_builder_discard(&builder);
    bytes_release(ts, &hold);
    return result;
}
