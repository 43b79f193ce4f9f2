// The number conversions of the % operator: sign, prefix, digits and filling.
#include <math.h>
#include <string.h>

#include "runtime/objects/float.h"
#include "runtime/objects/int_text.h"
#include "runtime/objects/number_format.h"
#include "runtime/objects/percent.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// Adds [fill] sign prefix [zeros] digits [fill].
static bool write_parts(StrBuilder *out, const PercentSpec *spec, bool is_negative,
                        const char *prefix, int64_t zeros, const char *digits,
                        size_t length) ATTACHED {
    const char *sign = is_negative ? "-" : spec->has_plus ? "+" : spec->has_space ? " " : "";
    int64_t used = (int64_t)(strlen(sign) + strlen(prefix) + length) + zeros;
    int64_t fill = spec->width > used ? spec->width - used : 0;
    bool fills_zeros = spec->has_zeros && !spec->is_left;
    int64_t before = spec->is_left || fills_zeros ? 0 : fill;
    return str_builder_fill(out, ' ', before) && str_builder_text(out, sign) &&
           str_builder_text(out, prefix) &&
           str_builder_fill(out, '0', zeros + (fills_zeros ? fill : 0)) &&
           str_builder_ascii(out, digits, length) &&
           str_builder_fill(out, ' ', spec->is_left ? fill : 0);
}

static bool write_float(StrBuilder *out, const PercentSpec *spec, Value v) ATTACHED {
    double d;
    if (!value_to_float(out->ts, v, &d)) {
        if (spec->is_bytes) {
            error_clear(out->ts);
            raise_error(out->ts, EXC_TYPE_ERROR, "float argument required, not %s",
                        value_type_name(out->ts, v));
        }
        return false;
    }
    size_t length;
    int64_t precision = spec->precision < 0 ? 6 : spec->precision;
    char *text = number_float_text(out->ts, fabs(d), (char)spec->conversion, precision,
                                   spec->is_alternate, false, &length);
    if (!text) {
        return false;
    }
    bool ok = write_parts(out, spec, signbit(d) && !isnan(d), "", 0, text, length);
    buffer_free(out->ts, text);
    return ok;
}

// The int to write: the argument itself, what __index__ gives, and for the decimal conversions
// what int() makes of it.
static Ref read_int(ThreadState *ts, const PercentSpec *spec, Value v) ATTACHED {
    if (int_is(v)) {
        return ref_take(ts, v);
    }
    const TypeSlots *slots = &value_type(ts, v)->slots;
    bool is_decimal =
        spec->conversion == 'd' || spec->conversion == 'i' || spec->conversion == 'u';
    bool is_number = slots->to_index || slots->to_int || slots->to_float;
    if (is_decimal ? is_number && !value_has_layout(ts, v, KIND_STR)
                   : slots->to_index != NULL) {
        Ref number = is_decimal ? int_from_value(ts, v) : value_index(ts, v);
        if (!ref_is_null(number) || !error_matches(ts, EXC_TYPE_ERROR)) {
            return number;
        }
        error_clear(ts);
    }
    char shown = spec->is_bytes && spec->conversion == 'i' ? 'd' : (char)spec->conversion;
    return raise_error(ts, EXC_TYPE_ERROR, "%%%c format: %s is required, not %s", shown,
                       is_decimal ? "a real number" : "an integer", value_type_name(ts, v));
}

static void make_upper(char *text) {
    for (; *text; text++) {
        *text = (char)(*text >= 'a' && *text <= 'z' ? *text - 32 : *text);
    }
}

static bool write_int(StrBuilder *out, const PercentSpec *spec, Value v) ATTACHED {
    char conversion = (char)spec->conversion;
    bool is_hex = conversion == 'x' || conversion == 'X';
    int base = is_hex ? 16 : conversion == 'o' ? 8 : 10;
    const char *prefix = "";
    if (spec->is_alternate && base != 10) {
        prefix = conversion == 'x' ? "0x" : conversion == 'X' ? "0X" : "0o";
    }
    Ref number = read_int(out->ts, spec, v);
    if (ref_is_null(number)) {
        return false;
    }
    IntDigits digits;
    bool ok = int_digits(out->ts, borrow(number), base, &digits);
    ref_drop(out->ts, number);
    if (!ok) {
        return false;
    }
    if (conversion == 'X') {
        make_upper(digits.text);
    }
    int64_t zeros = spec->precision > digits.length ? spec->precision - digits.length : 0;
    ok = write_parts(out, spec, digits.is_negative, prefix, zeros, digits.text,
                     (size_t)digits.length);
    int_digits_done(out->ts, &digits);
    return ok;
}

bool percent_number(StrBuilder *out, const PercentSpec *spec, Value v) ATTACHED {
    switch (spec->conversion) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return write_float(out, spec, v);
    default:
        return write_int(out, spec, v);
    }
}
