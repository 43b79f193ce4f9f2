// Integers to and from text. Small numbers are converted digit by digit in place; for large
// ones GMP's mpn_get_str and mpn_set_str do the work, which is fast for any length, so
// CPython's limit on decimal digits is kept for the sake of its message, not of time.
#include "runtime/objects/int_text.h"

#include "runtime/objects/int_big.h"
#include "runtime/objects/number_text.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/str.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define LIMIT_HINT "; use sys.set_int_max_str_digits() to increase the limit"

int64_t int_digit_limit(const ThreadState *ts) {
    const RuntimeState *state = runtime_state(ts);
    return state ? load_relaxed(&state->int_digit_limit) : INT_DIGIT_LIMIT_DEFAULT;
}

static bool is_power_of_two(int base) {
    return (base & (base - 1)) == 0;
}

static char digit_char(unsigned digit) {
    return (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}

// --- To text ---

// Writes the digits of a word backwards from `end`; returns where they start.
static char *write_word(char *end, uint64_t word, unsigned base) {
    if (base == 10) {
        do {
            *--end = (char)('0' + word % 10);
            word /= 10;
        } while (word);
        return end;
    }
    do {
        *--end = digit_char((unsigned)(word % base));
        word /= base;
    } while (word);
    return end;
}

static bool raise_too_long(ThreadState *ts, int64_t limit) ATTACHED {
    raise_error(ts, EXC_VALUE_ERROR,
                "Exceeds the limit (%lld digits) for integer string conversion" LIMIT_HINT,
                (long long)limit);
    return false;
}

static bool long_digits(ThreadState *ts, const IntView *view, int base,
                        IntDigits *out) ATTACHED {
    int64_t limit = is_power_of_two(base) ? 0 : int_digit_limit(ts);
    // 64 bits make 19.3 decimal digits; other bases are not limited more exactly than decimal.
    if (limit > 0 && view->length / 4 * 77 > limit + 77) {
        return raise_too_long(ts, limit);
    }
    size_t capacity = mpn_sizeinbase(view->limbs, view->length, base) + 2;
    out->buffer = buffer_new(ts, capacity);
    if (!out->buffer) {
        return false;
    }
    // mpn_get_str destroys what it converts, unless the base is a power of two.
    mp_limb_t *copy = NULL;
    if (!is_power_of_two(base)) {
        copy = buffer_new(ts, ((size_t)view->length + 1) * 8);
        if (!copy) {
            buffer_free(ts, out->buffer);
            return false;
        }
        memcpy(copy, view->limbs, (size_t)view->length * 8);
    }
    size_t n = mpn_get_str((unsigned char *)out->buffer, base,
                           copy ? copy : (mp_limb_t *)(uintptr_t)view->limbs, view->length);
    buffer_free(ts, copy);
    size_t zeros = 0;
    while (zeros < n - 1 && out->buffer[zeros] == 0) {
        zeros++;
    }
    for (size_t i = zeros; i < n; i++) {
        out->buffer[i] = digit_char((unsigned char)out->buffer[i]);
    }
    out->buffer[n] = '\0';
    out->text = out->buffer + zeros;
    out->length = (int64_t)(n - zeros);
    if (limit > 0 && out->length > limit) {
        buffer_free(ts, out->buffer);
        return raise_too_long(ts, limit);
    }
    return true;
}

bool int_digits(ThreadState *ts, Value v, int base, IntDigits *out) {
    IntView view;
    int_view(v, &view);
    out->is_negative = view.is_negative;
    out->buffer = NULL;
    if (view.length > 1) {
        return long_digits(ts, &view, base, out);
    }
    char *end = out->storage + INT_DIGITS_INLINE - 1;
    *end = '\0';
    out->text = write_word(end, view.length ? view.limbs[0] : 0, (unsigned)base);
    out->length = end - out->text;
    return true;
}

void int_digits_done(ThreadState *ts, IntDigits *digits) {
    buffer_free(ts, digits->buffer);
}

Ref int_to_str(ThreadState *ts, Value v, int base, const char *prefix) {
    IntDigits digits;
    if (!int_digits(ts, v, base, &digits)) {
        return NO_REF;
    }
    size_t prefix_length = strlen(prefix);
    int64_t length = digits.length + (int64_t)prefix_length + digits.is_negative;
    Str *str = str_allocate(ts, length, 0x7F);
    if (str) {
        uint8_t *out = str->data;
        if (digits.is_negative) {
            *out++ = '-';
        }
        memcpy(out, prefix, prefix_length);
        memcpy(out + prefix_length, digits.text, (size_t)digits.length);
    }
    int_digits_done(ts, &digits);
    return str ? object_ref(str) : NO_REF;
}

// --- From text ---

// The value of a letter or digit as a digit of some base; 36 or more if it is none.
static unsigned digit_of(char c) {
    if (c >= '0' && c <= '9') {
        return (unsigned)(c - '0');
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'z' ? (unsigned)(lower - 'a') + 10 : 36;
}

// How many digits of `base` surely fit a word.
static size_t word_digits(int base) {
    size_t n = 0;
    for (uint64_t power = 1; power <= UINT64_MAX / (unsigned)base; power *= (unsigned)base) {
        n++;
    }
    return n;
}

// An int from digit values (not characters), most significant first.
static Ref from_digit_values(ThreadState *ts, const unsigned char *digits, size_t length,
                             int base, bool is_negative) ATTACHED {
    while (length > 0 && *digits == 0) {
        digits++;
        length--;
    }
    if (length <= word_digits(base)) {
        uint64_t word = 0;
        for (size_t i = 0; i < length; i++) {
            word = word * (unsigned)base + digits[i];
        }
        mp_limb_t limb = word;
        return int_from_limbs(ts, &limb, 1, is_negative);
    }
    // A digit is at most log2(36) < 5.2 bits; mpn_set_str wants a little more room.
    BigInt *big = big_new(ts, (int64_t)(length / 64 * 6 + 8));
    if (!big) {
        return NO_REF;
    }
    mp_size_t n = mpn_set_str(big->limbs, digits, length, base);
    // The estimate is generous for small bases: give back what is not needed.
    Ref result = int_from_limbs(ts, (const mp_limb_t *)big->limbs, n, is_negative);
    ref_drop(ts, object_ref(big));
    return result;
}

Ref int_from_digits(ThreadState *ts, const char *digits, size_t length, int base) {
    unsigned char storage[NUMBER_TEXT_INLINE] = {0};
    unsigned char *values = storage;
    if (length > sizeof storage) {
        values = buffer_new(ts, length);
        if (!values) {
            return NO_REF;
        }
    }
    for (size_t i = 0; i < length; i++) {
        values[i] = (unsigned char)digit_of(digits[i]);
    }
    Ref result = from_digit_values(ts, values, length, base, false);
    if (values != storage) {
        buffer_free(ts, values);
    }
    return result;
}

// Skips "0x", "0o", "0b" where the base allows it and settles base 0. Returns what follows the
// prefix; null if a decimal number in base 0 starts with a zero and is not zero.
static char *skip_prefix(char *text, int *base) {
    int named = 0;
    if (text[0] == '0') {
        char letter = (char)(text[1] | 0x20);
        named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    }
    if (named && (*base == 0 || *base == named)) {
        *base = named;
        text += 2;
        // One underscore may stand between prefix and digits.
        return *text == '_' ? text + 1 : text;
    }
    if (*base == 0) {
        *base = 10;
        if (text[0] == '0') {
            for (const char *c = text; *c; c++) {
                if (*c != '0' && *c != '_') {
                    return NULL;
                }
            }
        }
    }
    return text;
}

// Turns characters into digit values in place, without underscores; -1 if they are no number.
static int64_t read_digits(char *text, const char *end, int base) {
    unsigned char *values = (unsigned char *)text;
    int64_t n = 0;
    bool is_after_digit = false;
    for (; text < end; text++) {
        if (*text == '_' && is_after_digit) {
            is_after_digit = false;
            continue;
        }
        unsigned digit = digit_of(*text);
        if (digit >= (unsigned)base) {
            return -1;
        }
        values[n++] = (unsigned char)digit;
        is_after_digit = true;
    }
    return is_after_digit ? n : -1;
}

// Parses in place. *is_bad tells that the text is no number: no exception is set then.
static Ref parse(ThreadState *ts, NumberText *number, int base, bool *is_bad) ATTACHED {
    char *text = number->text;
    const char *end = text + number->length;
    bool is_negative = *text == '-';
    if (*text == '-' || *text == '+') {
        text++;
    }
    char *digits = skip_prefix(text, &base);
    int64_t n = digits ? read_digits(digits, end, base) : -1;
    if (n < 0) {
        *is_bad = true;
        return NO_REF;
    }
    int64_t limit = is_power_of_two(base) ? 0 : int_digit_limit(ts);
    if (limit > 0 && n > limit) {
        return raise_error(
            ts, EXC_VALUE_ERROR,
            "Exceeds the limit (%lld digits) for integer string conversion: value "
            "has %lld digits" LIMIT_HINT,
            (long long)limit, (long long)n);
    }
    return from_digit_values(ts, (unsigned char *)digits, (size_t)n, base, is_negative);
}

// "invalid literal for int() with base 10: 'x'", with at most 200 characters of the repr.
static Ref raise_invalid(ThreadState *ts, Value source, int base) ATTACHED {
    Ref repr = value_repr(ts, source);
    if (ref_is_null(repr)) {
        return NO_REF;
    }
    int64_t length = str_length(borrow(repr));
    Ref shown = str_slice(ts, borrow(repr), 0, length < 200 ? length : 200);
    ref_drop(ts, repr);
    char *text = ref_is_null(shown) ? NULL : str_to_utf8(ts, borrow(shown), NULL);
    ref_drop(ts, shown);
    if (text) {
        raise_error_str(
            ts, EXC_VALUE_ERROR,
            str_format(ts, "invalid literal for int() with base %d: %s", base, text));
        buffer_free(ts, text);
    }
    return NO_REF;
}

static Ref finish_parse(ThreadState *ts, NumberText *number, Value source, int base) ATTACHED {
    bool is_bad = false;
    Ref result = parse(ts, number, base, &is_bad);
    number_text_done(ts, number);
    return is_bad ? raise_invalid(ts, source, base) : result;
}

Ref int_from_str(ThreadState *ts, Value s, int base) {
    NumberText number;
    return number_text_from_str(ts, &number, s) ? finish_parse(ts, &number, s, base) : NO_REF;
}

Ref int_from_byte_text(ThreadState *ts, Value source, const uint8_t *data, int64_t length,
                       int base) {
    NumberText number;
    return number_text_from_bytes(ts, &number, data, length)
               ? finish_parse(ts, &number, source, base)
               : NO_REF;
}
