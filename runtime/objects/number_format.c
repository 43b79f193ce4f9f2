// format(number, spec). A formatted number is laid out as
//
//     padding  sign  prefix  padding('=')  grouped digits  rest  padding
//
// where the rest is what follows the leading digits (".50", "e+20", "%", "inf"). Each type
// makes its digits, one function writes the layout.
#include "runtime/objects/number_format.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/objects/complex.h"
#include "runtime/objects/float.h"
#include "runtime/objects/float_text.h"
#include "runtime/objects/int.h"
#include "runtime/objects/int_text.h"
#include "runtime/objects/str_builder.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// A number in pieces, before padding and grouping.
typedef struct NumberParts {
    bool is_negative;
    const char *prefix; // "0x" or ""
    const char *digits; // the leading digits, of n_digits characters
    int64_t n_digits;
    const char *rest; // of rest_length characters
    int64_t rest_length;
} NumberParts;

// --- Layout ---

// How many digits it takes, at least n, to make min_width characters of them and their
// separators.
static int64_t grouped_digits(int64_t n, int64_t group, int64_t min_width) {
    int64_t least = min_width / (group + 1) * group; // surely too few, or n is enough
    n = n > least ? n : least;
    while (n + (n - 1) / group < min_width) {
        n++;
    }
    return n;
}

// Writes the digits with separators, filled with zeros to at least min_width characters.
static bool append_grouped(StrBuilder *builder, const NumberParts *parts,
                           const FormatSpec *spec, int64_t min_width) ATTACHED {
    int64_t total = parts->n_digits;
    if (spec->grouping == 0) {
        return str_builder_fill(builder, '0', min_width - total) &&
               str_builder_ascii(builder, parts->digits, (size_t)total);
    }
    // With separators the width may end up one more: a number never starts with a separator.
    int64_t group = spec->group_size;
    total = grouped_digits(total, group, min_width);
    if (!str_builder_reserve(builder, total + (total - 1) / group, spec->grouping)) {
        return false;
    }
    for (int64_t i = 0; i < total; i++) {
        if (i > 0 && (total - i) % group == 0 && !str_builder_char(builder, spec->grouping)) {
            return false;
        }
        int64_t digit = i - (total - parts->n_digits);
        if (!str_builder_char(builder, digit < 0 ? '0' : (uint8_t)parts->digits[digit])) {
            return false;
        }
    }
    return true;
}

static int64_t grouped_length(const NumberParts *parts, const FormatSpec *spec,
                              int64_t min_width) {
    int64_t n = parts->n_digits;
    if (n == 0) {
        return 0;
    }
    if (spec->grouping == 0) {
        return n > min_width ? n : min_width;
    }
    int64_t group = spec->group_size;
    n = grouped_digits(n, group, min_width);
    return n + (n - 1) / group;
}

static char sign_char(bool is_negative, uint32_t sign) {
    return is_negative ? '-' : sign == '+' || sign == ' ' ? (char)sign : '\0';
}

static bool append_number(StrBuilder *builder, const NumberParts *parts,
                          const FormatSpec *spec) ATTACHED {
    char sign = sign_char(parts->is_negative, spec->sign);
    int64_t others = (sign != 0) + (int64_t)strlen(parts->prefix) + parts->rest_length;
    int64_t min_width = spec->fill == '0' && spec->align == '=' ? spec->width - others : 0;
    int64_t length = others + grouped_length(parts, spec, min_width);
    int64_t before;
    int64_t after;
    format_spec_padding(spec, length, &before, &after);
    bool is_inside = spec->align == '=';
    return (is_inside || str_builder_fill(builder, spec->fill, before)) &&
           (!sign || str_builder_char(builder, (uint8_t)sign)) &&
           str_builder_text(builder, parts->prefix) &&
           (!is_inside || str_builder_fill(builder, spec->fill, before)) &&
           (parts->n_digits == 0 || append_grouped(builder, parts, spec, min_width)) &&
           str_builder_ascii(builder, parts->rest, (size_t)parts->rest_length) &&
           str_builder_fill(builder, spec->fill, after);
}

static Ref lay_out(ThreadState *ts, const NumberParts *parts, const FormatSpec *spec) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!append_number(&builder, parts, spec)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// --- int ---

static Ref format_character(ThreadState *ts, Value self, const FormatSpec *spec) ATTACHED {
    if (spec->sign) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "Sign not allowed with integer format specifier 'c'");
    }
    if (spec->is_alternate) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    int64_t c;
    if (!int_fits_i64(self, &c)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C long");
    }
    if (c < 0 || c > 0x10FFFF) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "%%c arg not in range(0x110000)");
    }
    int64_t before;
    int64_t after;
    format_spec_padding(spec, 1, &before, &after);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!str_builder_fill(&builder, spec->fill, before) ||
        !str_builder_char(&builder, (uint32_t)c) ||
        !str_builder_fill(&builder, spec->fill, after)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref format_digits(ThreadState *ts, Value self, const FormatSpec *spec) ATTACHED {
    int base = 10;
    const char *prefix = "";
    switch (spec->type) {
    case 'b':
        base = 2;
        prefix = "0b";
        break;
    case 'o':
        base = 8;
        prefix = "0o";
        break;
    case 'x':
    case 'X':
        base = 16;
        prefix = spec->type == 'x' ? "0x" : "0X";
        break;
    default:
        break;
    }
    IntDigits digits;
    if (!int_digits(ts, self, base, &digits)) {
        return NO_REF;
    }
    for (char *c = digits.text; spec->type == 'X' && *c; c++) {
        *c = (char)(*c >= 'a' ? *c - 'a' + 'A' : *c);
    }
    NumberParts parts = {.is_negative = digits.is_negative,
                         .prefix = spec->is_alternate ? prefix : "",
                         .digits = digits.text,
                         .n_digits = digits.length,
                         .rest = ""};
    Ref result = lay_out(ts, &parts, spec);
    int_digits_done(ts, &digits);
    return result;
}

Ref number_format_int(ThreadState *ts, Value self, const FormatSpec *spec) {
    switch (spec->type) {
    case 'b':
    case 'c':
    case 'd':
    case 'n':
    case 'o':
    case 'x':
    case 'X':
        break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
        double d;
        return int_to_double(ts, self, &d) ? number_format_float(ts, d, self, spec) : NO_REF;
    }
    default:
        return format_spec_raise_unknown(ts, spec->type, self);
    }
    if (spec->precision >= 0) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "Precision not allowed in integer format specifier");
    }
    if (spec->drops_negative_zero) {
        return raise_error(
            ts, EXC_VALUE_ERROR,
            "Negative zero coercion (z) not allowed in integer format specifier");
    }
    return spec->type == 'c' ? format_character(ts, self, spec) : format_digits(ts, self, spec);
}

Ref int_format(ThreadState *ts, Value self, Value spec_text) {
    if (str_length(spec_text) == 0) {
        return int_is_exact(self) ? int_to_str(ts, self, 10, "") : value_str(ts, self);
    }
    FormatSpec spec;
    return format_spec_parse(ts, &spec, spec_text, self, 'd', '>')
               ? number_format_int(ts, self, &spec)
               : NO_REF;
}

// --- Digits of a float ---

// Writes digits with the point after `point` of them, or in exponent form. With '#'
// (keeps_point) the point stands there even if nothing follows.
static size_t write_general(char *out, const char *digits, int n, int point, bool is_exponent,
                            bool keeps_point, bool adds_point_zero) {
    char *start = out;
    if (is_exponent) {
        *out++ = digits[0];
        if (n > 1 || keeps_point) {
            *out++ = '.';
        }
        memcpy(out, digits + 1, (size_t)n - 1);
        out += n - 1;
        return (size_t)(out - start) + (size_t)sprintf(out, "e%+03d", point - 1);
    }
    int before = point > 0 ? point : 1;
    for (int i = 0; i < before; i++) {
        int index = point > 0 ? i : -1;
        *out++ = index >= 0 && index < n ? digits[index] : '0';
    }
    bool has_fraction = point < n;
    if (has_fraction || keeps_point || adds_point_zero) {
        *out++ = '.';
    }
    for (int i = point; i < 0; i++) {
        *out++ = '0';
    }
    for (int i = point > 0 ? point : 0; i < n; i++) {
        *out++ = digits[i];
    }
    if (!has_fraction && adds_point_zero && !keeps_point) {
        *out++ = '0';
    }
    *out = '\0';
    return (size_t)(out - start);
}

// Type 'g' with its precision, and 'r'.
static size_t write_float(char *out, size_t capacity, double magnitude, char type,
                          int precision, bool keeps_point, bool adds_point_zero) {
    char shortest[20];
    char *digits = shortest;
    int n = 1;
    int point = 1;
    int exponent_from = 16;
    if (type == 'r' && magnitude != 0) {
        n = float_shortest_digits(magnitude, shortest, &point);
    } else if (type == 'r') {
        shortest[0] = '0';
    } else {
        // The digits are made in the upper half of the buffer, away from where they are laid
        // out.
        precision = precision ? precision : 1;
        exponent_from = precision - adds_point_zero;
        digits = out + capacity / 2;
        snprintf(digits, capacity / 2, "%.*e", precision - 1, magnitude);
        char *exponent = strchr(digits, 'e');
        point = magnitude == 0 ? 1 : atoi(exponent + 1) + 1;
        memmove(digits + 1, digits + 2, precision > 1 ? (size_t)precision - 1 : 0);
        n = precision;
        while (!keeps_point && n > 1 && digits[n - 1] == '0') {
            n--;
        }
    }
    bool is_exponent = point <= -4 || point > exponent_from;
    if (type == 'r' && keeps_point && !is_exponent && point >= n) {
        keeps_point = !adds_point_zero;
    }
    return write_general(out, digits, n, point, is_exponent, keeps_point, adds_point_zero);
}

char *number_float_text(ThreadState *ts, double magnitude, char type, int64_t precision,
                        bool keeps_point, bool adds_point_zero, size_t *length) {
    // 309 digits before the point, or zeros behind it, and twice for 'g' (write_float).
    size_t capacity = ((size_t)precision + 400) * 2;
    char *out = buffer_new(ts, capacity);
    if (!out) {
        return NULL;
    }
    bool is_upper = type == 'E' || type == 'F' || type == 'G';
    char lower = (char)(type | 0x20);
    if (!isfinite(magnitude)) {
        *length = (size_t)snprintf(out, capacity, isnan(magnitude) ? "nan" : "inf");
    } else if (lower == 'f' && precision <= INT32_MAX &&
               (*length = float_fixed_text(magnitude, (int)precision, keeps_point, out))) {
        return out;
    } else if (lower == 'e' || lower == 'f') {
        const char *const formats[2][2] = {{"%.*e", "%#.*e"}, {"%.*f", "%#.*f"}};
        *length = (size_t)snprintf(out, capacity, formats[lower == 'f'][keeps_point],
                                   (int)precision, magnitude);
    } else {
        *length = write_float(out, capacity, magnitude, lower, (int)precision, keeps_point,
                              adds_point_zero);
    }
    for (char *c = out; is_upper && *c; c++) {
        *c = (char)(*c >= 'a' ? *c - 'a' + 'A' : *c);
    }
    return out;
}

// --- float ---

// What a specification makes of a double: its text without the sign, and its pieces.
typedef struct FloatText {
    char *text; // owned
    NumberParts parts;
} FloatText;

// Whether a text of digits and signs is all zeros: a negative number that was rounded to zero.
static bool is_all_zero(const char *text) {
    for (; *text && *text != 'e' && *text != 'E'; text++) {
        if (*text != '0' && *text != '.') {
            return false;
        }
    }
    return true;
}

// `adds_point_zero`: the type is left out for a float, not a complex part.
static bool make_float_text(ThreadState *ts, FloatText *out, double d, const FormatSpec *spec,
                            bool adds_point_zero) ATTACHED {
    int64_t precision = spec->precision;
    char type = (char)(spec->type ? spec->type : 'r');
    if (precision > INT_MAX) {
        raise_error(ts, EXC_VALUE_ERROR, "precision too big");
        return false;
    }
    bool is_percent = type == '%';
    type = type == 'n' ? 'g' : is_percent ? 'f' : type;
    d = is_percent ? d * 100 : d;
    if (precision < 0) {
        precision = type == 'r' ? 0 : 6;
    } else if (type == 'r') {
        type = 'g';
    }
    size_t length;
    out->text = number_float_text(ts, fabs(d), type, precision, spec->is_alternate,
                                  adds_point_zero && !spec->type, &length);
    if (!out->text) {
        return false;
    }
    if (is_percent) {
        out->text[length++] = '%';
        out->text[length] = '\0';
    }
    int64_t n = 0;
    while (out->text[n] >= '0' && out->text[n] <= '9') {
        n++;
    }
    bool is_negative = signbit(d) && !isnan(d);
    if (is_negative && spec->drops_negative_zero && n > 0) {
        char *end = out->text + length - is_percent;
        char kept = *end;
        *end = '\0';
        is_negative = !is_all_zero(out->text);
        *end = kept;
    }
    out->parts = (NumberParts){.is_negative = is_negative,
                               .prefix = "",
                               .digits = out->text,
                               .n_digits = n,
                               .rest = out->text + n,
                               .rest_length = (int64_t)length - n};
    return true;
}

static bool is_float_type(uint32_t type) {
    return type == 0 || type == 'n' || (type < 128 && strchr("eEfFgG", (int)type));
}

Ref number_format_float(ThreadState *ts, double d, Value named, const FormatSpec *spec) {
    if (!is_float_type(spec->type) && spec->type != '%') {
        return format_spec_raise_unknown(ts, spec->type, named);
    }
    FloatText text;
    if (!make_float_text(ts, &text, d, spec, true)) {
        return NO_REF;
    }
    Ref result = lay_out(ts, &text.parts, spec);
    buffer_free(ts, text.text);
    return result;
}

Ref float_format(ThreadState *ts, Value self, Value spec_text) {
    if (str_length(spec_text) == 0) {
        return float_is_exact(self) ? float_repr(ts, float_value(self)) : value_str(ts, self);
    }
    FormatSpec spec;
    return format_spec_parse(ts, &spec, spec_text, self, 0, '>')
               ? number_format_float(ts, float_value(self), self, &spec)
               : NO_REF;
}

// --- complex ---

// Both parts without padding, the second with a sign: "1.00+2.00j".
static bool append_complex(StrBuilder *builder, const FloatText *real,
                           const FloatText *imaginary, const FormatSpec *spec,
                           bool has_parentheses) ATTACHED {
    FormatSpec part = *spec;
    part.width = -1;
    part.align = '<';
    FormatSpec second = part;
    second.sign = real ? '+' : spec->sign;
    return (!has_parentheses || str_builder_char(builder, '(')) &&
           (!real || append_number(builder, &real->parts, &part)) &&
           append_number(builder, &imaginary->parts, &second) &&
           str_builder_char(builder, 'j') &&
           (!has_parentheses || str_builder_char(builder, ')'));
}

static Ref pad_complex(ThreadState *ts, StrBuilder *number, const FormatSpec *spec) ATTACHED {
    int64_t before;
    int64_t after;
    format_spec_padding(spec, number->length, &before, &after);
    Ref body = str_builder_finish(number);
    if (ref_is_null(body) || (before == 0 && after == 0)) {
        return body;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool is_done = str_builder_fill(&builder, spec->fill, before) &&
                   str_builder_str(&builder, borrow(body)) &&
                   str_builder_fill(&builder, spec->fill, after);
    ref_drop(ts, body);
    if (!is_done) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref format_complex(ThreadState *ts, double real, double imaginary,
                          const FormatSpec *spec) ATTACHED {
    bool is_repr = spec->type == 0;
    bool skips_real = is_repr && real == 0 && !signbit(real);
    FloatText first;
    FloatText second;
    if (!make_float_text(ts, &first, real, spec, false)) {
        return NO_REF;
    }
    Ref result = NO_REF;
    if (make_float_text(ts, &second, imaginary, spec, false)) {
        StrBuilder builder;
        str_builder_init(&builder, ts);
        if (append_complex(&builder, skips_real ? NULL : &first, &second, spec,
                           is_repr && !skips_real)) {
            result = pad_complex(ts, &builder, spec);
        } else {
            str_builder_discard(&builder);
        }
        buffer_free(ts, second.text);
    }
    buffer_free(ts, first.text);
    return result;
}

Ref complex_format(ThreadState *ts, Value self, Value spec_text) {
    if (str_length(spec_text) == 0) {
        return value_str(ts, self);
    }
    FormatSpec spec;
    if (!format_spec_parse(ts, &spec, spec_text, self, 0, '>')) {
        return NO_REF;
    }
    if (!is_float_type(spec.type)) {
        return format_spec_raise_unknown(ts, spec.type, self);
    }
    if (spec.fill == '0') {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "Zero padding is not allowed in complex format specifier");
    }
    if (spec.align == '=') {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "'=' alignment flag is not allowed in complex format specifier");
    }
    const Complex *self_complex = (const Complex *)value_object(self);
    return format_complex(ts, self_complex->real, self_complex->imaginary, &spec);
}
