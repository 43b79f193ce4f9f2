// The named methods of int: bits, bytes, rounding.
#include "runtime/objects/int_methods.h"

#include "runtime/objects/int_big.h"
#include "runtime/objects/str.h"
#include "runtime/objects/text_arguments.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref int_bit_length_method(ThreadState *ts, const Value *arguments) {
    return int_from_u64(ts, int_bit_length(arguments[0]));
}

Ref int_bit_count_method(ThreadState *ts, const Value *arguments) {
    IntView view;
    int_view(arguments[0], &view);
    return int_from_u64(ts, view.length ? mpn_popcount(view.limbs, view.length) : 0);
}

Ref int_as_integer_ratio_method(ThreadState *ts, const Value *arguments) {
    Ref self = int_exact(ts, arguments[0]);
    if (ref_is_null(self)) {
        return NO_REF;
    }
    Value items[2] = {borrow(self), value_from_int(1)};
    return tuple_from_owned(ts, items, 2);
}

Ref int_is_integer_method(ThreadState *ts, const Value *arguments) {
    (void)ts;
    (void)arguments;
    return owned(TRUE_VALUE);
}

Ref int_self_method(ThreadState *ts, const Value *arguments) {
    return int_exact(ts, arguments[0]);
}

Ref int_getnewargs_method(ThreadState *ts, const Value *arguments) {
    Ref self = int_exact(ts, arguments[0]);
    if (ref_is_null(self)) {
        return NO_REF;
    }
    Value items[1] = {borrow(self)};
    return tuple_from_owned(ts, items, 1);
}

// CPython: a header of 24 bytes and 4 for every 30 bits.
Ref int_sizeof_method(ThreadState *ts, const Value *arguments) {
    uint64_t digits = (int_bit_length(arguments[0]) + 29) / 30;
    return int_from_u64(ts, 24 + 4 * (digits ? digits : 1));
}

// --- Rounding ---

// The multiple of `unit` (positive) nearest to v, ties to the even one.
static Ref round_to_unit(ThreadState *ts, Value v, Value unit) ATTACHED {
    Ref quotient;
    Ref remainder;
    if (!int_divide_floor(ts, v, unit, &quotient, &remainder)) {
        return NO_REF;
    }
    Ref twice = int_left_shift(ts, borrow(remainder), value_from_int(1));
    Ref result = NO_REF;
    if (!ref_is_null(twice)) {
        int order = int_order(borrow(twice), unit);
        IntView view;
        int_view(borrow(quotient), &view);
        bool is_odd = view.length && (view.limbs[0] & 1);
        Ref down = int_subtract(ts, v, borrow(remainder));
        if (order > 0 || (order == 0 && is_odd)) {
            result = ref_is_null(down) ? NO_REF : int_add(ts, borrow(down), unit);
            ref_drop(ts, down);
        } else {
            result = down;
        }
    }
    ref_drop(ts, twice);
    ref_drop(ts, remainder);
    ref_drop(ts, quotient);
    return result;
}

Ref int_round(ThreadState *ts, Value v, Value n_digits) {
    int64_t digits;
    // A power of ten that has more digits than v by far rounds it to zero.
    if (!int_fits_i64(n_digits, &digits) || -(uint64_t)digits > int_bit_length(v) / 3 + 2) {
        return owned(value_from_int(0));
    }
    Ref unit = int_power(ts, value_from_int(10), value_from_int(-digits));
    if (ref_is_null(unit)) {
        return NO_REF;
    }
    Ref result = round_to_unit(ts, v, borrow(unit));
    ref_drop(ts, unit);
    return result;
}

Ref int_round_method(ThreadState *ts, const Value *arguments) {
    if (value_is_null(arguments[1]) || value_is_none(arguments[1])) {
        return int_exact(ts, arguments[0]);
    }
    Ref n_digits = int_from_index(ts, arguments[1]);
    if (ref_is_null(n_digits)) {
        return NO_REF;
    }
    Ref result = int_sign(borrow(n_digits)) >= 0
                     ? int_exact(ts, arguments[0])
                     : int_round(ts, arguments[0], borrow(n_digits));
    ref_drop(ts, n_digits);
    return result;
}

// --- Bytes ---

// 1 for "little", 0 for "big" or an omitted argument, -1 with the exception set.
static int is_little_endian(ThreadState *ts, const char *method, Value order) ATTACHED {
    if (value_is_null(order)) {
        return 0;
    }
    if (!value_has_layout(ts, order, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() argument 'byteorder' must be str, not %s", method,
                    value_is_none(order) ? "None" : value_type_name(ts, order));
        return -1;
    }
    if (str_equal_text(order, "little")) {
        return 1;
    }
    if (str_equal_text(order, "big")) {
        return 0;
    }
    raise_error(ts, EXC_VALUE_ERROR, "byteorder must be either 'little' or 'big'");
    return -1;
}

// Whether the view fits `size` bytes, signed or not.
static bool fits_bytes(const IntView *view, uint64_t bits, int64_t size, bool is_signed) {
    if (bits == 0) {
        return true;
    }
    uint64_t room = (uint64_t)size * 8;
    if (!is_signed) {
        return bits <= room;
    }
    // -2**(room - 1) is the one negative number that needs all the bits.
    bool is_lowest = view->is_negative && mpn_scan1(view->limbs, 0) == bits - 1;
    return bits + !is_lowest <= room;
}

// Writes the number as `size` bytes of two's complement.
static void write_bytes(const IntView *view, uint8_t *out, int64_t size, bool is_little) {
    uint64_t carry = 1;
    uint64_t limb = 0;
    for (int64_t i = 0; i < size; i++) {
        if (i % 8 == 0) {
            limb = i / 8 < view->length ? view->limbs[i / 8] : 0;
            if (view->is_negative) {
                limb = ~limb + carry;
                carry = carry && limb == 0;
            }
        }
        out[is_little ? i : size - 1 - i] = (uint8_t)limb;
        limb >>= 8;
    }
}

Ref int_to_bytes_method(ThreadState *ts, const Value *arguments) {
    int64_t size;
    if (!argument_size(ts, arguments[1], 1, &size)) {
        return NO_REF;
    }
    int is_little = is_little_endian(ts, "to_bytes", arguments[2]);
    int is_signed = value_is_null(arguments[3]) ? 0 : value_truth(ts, arguments[3]);
    if (is_little < 0 || is_signed < 0) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "length argument must be non-negative");
    }
    IntView view;
    int_view(arguments[0], &view);
    if (view.is_negative && !is_signed) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "can't convert negative int to unsigned");
    }
    if (size < INT64_MAX / 16 &&
        !fits_bytes(&view, int_bit_length(arguments[0]), size, is_signed)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "int too big to convert");
    }
    if (size >= INT64_MAX / 16) {
        return raise_memory_error(ts);
    }
    uint8_t storage[64];
    uint8_t *data = size <= (int64_t)sizeof storage ? storage : buffer_new(ts, (size_t)size);
    if (!data) {
        return NO_REF;
    }
    write_bytes(&view, data, size, is_little);
    Ref result = bytes_new(ts, data, (size_t)size);
    if (data != storage) {
        buffer_free(ts, data);
    }
    return result;
}

// The int of bytes in two's complement or unsigned.
static Ref read_bytes(ThreadState *ts, const uint8_t *data, int64_t size, bool is_little,
                      bool is_signed) ATTACHED {
    int64_t n = size / 8 + 1;
    BigInt *big = big_new(ts, n);
    if (!big) {
        return NO_REF;
    }
    bool is_negative = is_signed && size > 0 && data[is_little ? size - 1 : 0] & 0x80;
    for (int64_t i = 0; i < size; i++) {
        uint64_t byte = data[is_little ? i : size - 1 - i];
        big->limbs[i / 8] |= byte << i % 8 * 8;
    }
    if (is_negative) {
        for (int64_t i = size; i < n * 8; i++) {
            big->limbs[i / 8] |= (uint64_t)0xFF << i % 8 * 8;
        }
        mpn_neg(big->limbs, big->limbs, n);
    }
    return big_finish(ts, big, n, is_negative);
}

Ref int_from_bytes_method(ThreadState *ts, const Value *arguments) {
    Value source = arguments[1];
    int is_little = is_little_endian(ts, "from_bytes", arguments[2]);
    int is_signed = value_is_null(arguments[3]) ? 0 : value_truth(ts, arguments[3]);
    if (is_little < 0 || is_signed < 0) {
        return NO_REF;
    }
    if (value_has_layout(ts, source, KIND_STR) || int_is(source)) {
        return raise_error(ts, EXC_TYPE_ERROR, "cannot convert '%.200s' object to bytes",
                           value_type_name(ts, source));
    }
    Ref bytes = value_is(source, KIND_BYTES)
                    ? ref_take(ts, source)
                    : value_call(ts, object_value(builtin_type(ts, KIND_BYTES)), &source, 1);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    const Bytes *content = (const Bytes *)value_object(borrow(bytes));
    Ref number = read_bytes(ts, content->data, content->length, is_little, is_signed);
    ref_drop(ts, bytes);
    if (ref_is_null(number) ||
        value_object(arguments[0]) == &builtin_type(ts, KIND_INT)->head) {
        return number;
    }
    Value v = borrow(number);
    Ref result = value_call(ts, arguments[0], &v, 1);
    ref_drop(ts, number);
    return result;
}
