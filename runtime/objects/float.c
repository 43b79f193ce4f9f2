// The type float: its protocols and methods. Text is in float_text.c, format(x, spec) in
// number_format.c.
#include "runtime/objects/float.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/objects/complex.h"
#include "runtime/objects/float_text.h"
#include "runtime/objects/int.h"
#include "runtime/objects/number_format.h"
#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref float_new(ThreadState *ts, double d) {
    Value immediate = value_from_double(d);
    if (LIKELY(!value_is_null(immediate))) {
        return owned(immediate);
    }
    Float *object = object_new_uncleared(ts, builtin_type(ts, KIND_FLOAT), sizeof(Float));
    if (!object) {
        return NO_REF;
    }
    object->value = d;
    return object_ref(object);
}

// --- Arithmetic ---

// OverflowError(34, 'Numerical result out of range'), as the C library's errno would say.
static Ref raise_out_of_range(ThreadState *ts) ATTACHED {
    Ref message = str_from_text(ts, strerror(ERANGE));
    if (ref_is_null(message)) {
        return NO_REF;
    }
    Value arguments[2] = {value_from_int(ERANGE), borrow(message)};
    Ref error =
        value_call(ts, object_value(exception_type(ts, EXC_OVERFLOW_ERROR)), arguments, 2);
    ref_drop(ts, message);
    return ref_is_null(error) ? NO_REF : raise_exception(ts, error);
}

Ref float_power(ThreadState *ts, double a, double b) {
    if (a == 0 && b < 0 && isfinite(b)) {
        return raise_error(ts, EXC_ZERO_DIVISION_ERROR,
                           "0.0 cannot be raised to a negative power");
    }
    if (a < 0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        return complex_power(ts, a, 0, b, 0);
    }
    double power = pow(a, b);
    if (isinf(power) && isfinite(a) && isfinite(b)) {
        return raise_out_of_range(ts);
    }
    return float_new(ts, power);
}

void float_divide_floor(double a, double b, double *quotient, double *remainder) {
    double rest = fmod(a, b);
    // a - rest is a multiple of b, or nearly: rounding may push it to one side.
    double multiple = (a - rest) / b;
    if (rest != 0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            multiple -= 1.0;
        }
    } else {
        rest = copysign(0.0, b);
    }
    if (multiple != 0) {
        double whole = floor(multiple);
        *quotient = multiple - whole > 0.5 ? whole + 1.0 : whole;
    } else {
        *quotient = copysign(0.0, a / b);
    }
    *remainder = rest;
}

static Ref float_divmod(ThreadState *ts, double quotient, double remainder) ATTACHED {
    Ref first = float_new(ts, quotient);
    Ref second = ref_is_null(first) ? NO_REF : float_new(ts, remainder);
    if (ref_is_null(second)) {
        ref_drop(ts, first);
        return NO_REF;
    }
    Value items[2] = {borrow(first), borrow(second)};
    return tuple_from_owned(ts, items, 2);
}

static Ref divide(ThreadState *ts, BinaryOperator op, double a, double b) ATTACHED {
    if (b == 0) {
        const char *message = op == BINARY_TRUE_DIVIDE    ? "float division by zero"
                              : op == BINARY_FLOOR_DIVIDE ? "float floor division by zero"
                              : op == BINARY_REMAINDER    ? "float modulo by zero"
                                                          : "float divmod()";
        return raise_error(ts, EXC_ZERO_DIVISION_ERROR, "%s", message);
    }
    if (op == BINARY_TRUE_DIVIDE) {
        return float_new(ts, a / b);
    }
    double quotient;
    double remainder;
    float_divide_floor(a, b, &quotient, &remainder);
    return op == BINARY_DIVMOD ? float_divmod(ts, quotient, remainder)
                               : float_new(ts, op == BINARY_REMAINDER ? remainder : quotient);
}

// The double of a float or int operand. 1; 0 if it is neither; -1 with OverflowError.
static int operand(ThreadState *ts, Value v, double *out) ATTACHED {
    if (LIKELY(float_is(v))) {
        *out = float_value(v);
        return 1;
    }
    if (!int_is(v)) {
        return 0;
    }
    return int_to_double(ts, v, out) ? 1 : -1;
}

static Ref float_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    double left;
    double right;
    int left_ok = operand(ts, a, &left);
    int right_ok = left_ok > 0 ? operand(ts, b, &right) : 0;
    if (left_ok < 0 || right_ok < 0) {
        return NO_REF;
    }
    if (right_ok == 0) {
        return owned(NOT_IMPLEMENTED);
    }
    switch (op) {
    case BINARY_ADD:
        return float_new(ts, left + right);
    case BINARY_SUBTRACT:
        return float_new(ts, left - right);
    case BINARY_MULTIPLY:
        return float_new(ts, left * right);
    case BINARY_TRUE_DIVIDE:
    case BINARY_FLOOR_DIVIDE:
    case BINARY_REMAINDER:
    case BINARY_DIVMOD:
        return divide(ts, op, left, right);
    case BINARY_POWER:
        return float_power(ts, left, right);
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

static Ref float_power_modulo(ThreadState *ts, Value base, Value exponent,
                              Value modulus) ATTACHED {
    (void)base;
    (void)exponent;
    (void)modulus;
    return raise_error(ts, EXC_TYPE_ERROR,
                       "pow() 3rd argument not allowed unless all arguments are integers");
}

static Ref float_unary(ThreadState *ts, UnaryOperator op, Value self) ATTACHED {
    double d = float_value(self);
    switch (op) {
    case UNARY_NEGATE:
        return float_new(ts, -d);
    case UNARY_ABSOLUTE:
        return float_new(ts, fabs(d));
    case UNARY_POSITIVE:
        return float_is_exact(self) ? ref_take(ts, self) : float_new(ts, d);
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

// --- Comparison, hash, text ---

static Ref float_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED {
    (void)ts;
    double left = float_value(self);
    double right;
    if (float_is(other)) {
        right = float_value(other);
    } else if (int_is(other)) {
        // The order of an int and a double, as a comparison of two doubles.
        right = isnan(left) ? 0.0 : int_order_double(other, left);
        left = isnan(left) ? left : 0.0;
    } else {
        return owned(NOT_IMPLEMENTED);
    }
    bool holds = false;
    switch (op) {
    case COMPARE_LESS:
        holds = left < right;
        break;
    case COMPARE_LESS_EQUAL:
        holds = left <= right;
        break;
    case COMPARE_EQUAL:
        holds = left == right;
        break;
    case COMPARE_NOT_EQUAL:
        holds = left != right;
        break;
    case COMPARE_GREATER:
        holds = left > right;
        break;
    default:
        holds = left >= right;
        break;
    }
    return owned(value_bool(holds));
}

// The hash of a fraction p/q is p * inverse(q) modulo 2**61 - 1; a power of two in it is a
// rotation of the 61 bits. The mantissa is taken in 28 bits at a time.
int64_t float_hash(double d) {
    const int bits = 61;
    const uint64_t modulus = ((uint64_t)1 << bits) - 1;
    if (isinf(d)) {
        return d > 0 ? 314159 : -314159;
    }
    int exponent;
    double mantissa = frexp(fabs(d), &exponent);
    uint64_t x = 0;
    while (mantissa != 0) {
        x = ((x << 28) & modulus) | x >> (bits - 28);
        mantissa *= 0x1p28;
        exponent -= 28;
        uint64_t part = (uint64_t)mantissa;
        mantissa -= (double)part;
        x += part;
        x = x >= modulus ? x - modulus : x;
    }
    exponent = exponent >= 0 ? exponent % bits : bits - 1 - ((-1 - exponent) % bits);
    x = ((x << exponent) & modulus) | x >> (bits - exponent);
    int64_t hash = d < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

static int64_t hash_float(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    double d = float_value(self);
    if (isnan(d)) {
        // NaNs differ from one another: each hashes by where it is.
        int64_t hash = (int64_t)(self.bits >> 4 | self.bits << 60);
        return hash == -1 ? -2 : hash;
    }
    return float_hash(d);
}

static int float_truth(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return float_value(self) != 0;
}

static Ref repr(ThreadState *ts, Value self) ATTACHED {
    return float_repr(ts, float_value(self));
}

static Ref float_to_int(ThreadState *ts, Value self) ATTACHED {
    return int_from_double(ts, float_value(self));
}

static Ref float_exact(ThreadState *ts, Value self) ATTACHED {
    return float_is_exact(self) ? ref_take(ts, self) : float_new(ts, float_value(self));
}

// --- Rounding ---

// |d| rounded to a multiple of 10**places, as decimal text, for a d with that many digits and
// more before the point.
static double round_before_point(double d, int places) {
    char digits[DBL_MAX_10_EXP + 16];
    double whole = trunc(fabs(d));
    digits[0] = '0';
    int length = snprintf(digits + 1, sizeof digits - 1, "%.0f", whole) + 1;
    int kept = length - places;
    if (kept < 1) {
        return copysign(0.0, d);
    }
    bool is_tie = digits[kept] == '5' && fabs(d) == whole;
    for (int i = kept + 1; is_tie && i < length; i++) {
        is_tie = digits[i] == '0';
    }
    bool is_up = is_tie ? (digits[kept - 1] & 1) : digits[kept] >= '5';
    for (int i = kept; i < length; i++) {
        digits[i] = '0';
    }
    for (int i = kept - 1; is_up && i >= 0; i--) {
        is_up = digits[i] == '9';
        digits[i] = is_up ? '0' : (char)(digits[i] + 1);
    }
    return copysign(strtod(digits, NULL), d);
}

Ref float_round(ThreadState *ts, double d, int64_t n) {
    // Beyond these every double is rounded to itself, or to zero.
    if (!isfinite(d) || n > 323 || d == 0) {
        return float_new(ts, d);
    }
    if (n < -308) {
        return float_new(ts, 0.0 * d);
    }
    double rounded;
    if (n >= 0 && float_round_quickly(d, (int)n, &rounded)) {
        return float_new(ts, rounded);
    }
    if (n >= 0) {
        char text[DBL_MAX_10_EXP + 360];
        snprintf(text, sizeof text, "%.*f", (int)n, d);
        rounded = strtod(text, NULL);
    } else {
        rounded = round_before_point(d, (int)-n);
    }
    if (isinf(rounded)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "rounded value too large to represent");
    }
    return float_new(ts, rounded);
}

static Ref round_method(ThreadState *ts, const Value *arguments) ATTACHED {
    double d = float_value(arguments[0]);
    if (value_is_null(arguments[1]) || value_is_none(arguments[1])) {
        return int_from_double(ts, isfinite(d) ? rint(d) : d);
    }
    int64_t n;
    return value_to_index(ts, arguments[1], -1, &n) ? float_round(ts, d, n) : NO_REF;
}

static Ref trunc_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return int_from_double(ts, float_value(arguments[0]));
}

static Ref floor_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return int_from_double(ts, floor(float_value(arguments[0])));
}

static Ref ceil_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return int_from_double(ts, ceil(float_value(arguments[0])));
}

// --- Other methods ---

static Ref is_integer(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    double d = float_value(arguments[0]);
    return owned(value_bool(isfinite(d) && floor(d) == d));
}

static Ref as_integer_ratio(ThreadState *ts, const Value *arguments) ATTACHED {
    double d = float_value(arguments[0]);
    if (isinf(d)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "cannot convert Infinity to integer ratio");
    }
    if (isnan(d)) {
        return raise_error(ts, EXC_VALUE_ERROR, "cannot convert NaN to integer ratio");
    }
    int exponent;
    double mantissa = frexp(d, &exponent);
    for (int i = 0; i < 300 && mantissa != floor(mantissa); i++) {
        mantissa *= 2.0;
        exponent--;
    }
    Value shift = value_from_int(exponent < 0 ? -exponent : exponent);
    Value whole = value_from_int((int64_t)mantissa);
    Ref numerator = exponent > 0 ? int_left_shift(ts, whole, shift) : owned(whole);
    Ref denominator = ref_is_null(numerator) ? NO_REF
                      : exponent < 0         ? int_left_shift(ts, value_from_int(1), shift)
                                             : owned(value_from_int(1));
    if (ref_is_null(denominator)) {
        ref_drop(ts, numerator);
        return NO_REF;
    }
    Value items[2] = {borrow(numerator), borrow(denominator)};
    return tuple_from_owned(ts, items, 2);
}

static Ref hex_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return float_to_hex(ts, float_value(arguments[0]));
}

// A float as an instance of the class a class method was called on.
static Ref as_instance(ThreadState *ts, Value class, Ref number) ATTACHED {
    if (ref_is_null(number) || value_object(class) == &builtin_type(ts, KIND_FLOAT)->head) {
        return number;
    }
    Value v = borrow(number);
    Ref instance = value_call(ts, class, &v, 1);
    ref_drop(ts, number);
    return instance;
}

static Ref fromhex_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "bad argument type for built-in operation");
    }
    size_t length;
    char *text = str_to_utf8(ts, arguments[1], &length);
    if (!text) {
        return NO_REF;
    }
    double d;
    bool is_done = float_from_hex(ts, text, length, &d);
    buffer_free(ts, text);
    return is_done ? as_instance(ts, arguments[0], float_new(ts, d)) : NO_REF;
}

static Ref conjugate(ThreadState *ts, const Value *arguments) ATTACHED {
    return float_exact(ts, arguments[0]);
}

static Ref getnewargs(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref self = float_exact(ts, arguments[0]);
    if (ref_is_null(self)) {
        return NO_REF;
    }
    Value items[1] = {borrow(self)};
    return tuple_from_owned(ts, items, 1);
}

static Ref getformat(ThreadState *ts, const Value *arguments) ATTACHED {
    Value name = arguments[1];
    if (!value_has_layout(ts, name, KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "__getformat__() argument must be str, not %s",
                           value_type_name(ts, name));
    }
    if (!str_equal_text(name, "double") && !str_equal_text(name, "float")) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "__getformat__() argument 1 must be 'double' or 'float'");
    }
    return str_from_text(ts, "IEEE, little-endian");
}

// --- float(x) ---

static Ref float_from_value(ThreadState *ts, Value v) ATTACHED {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    uint16_t layout = value_type(ts, v)->layout;
    if (layout == KIND_STR && !slots->to_float) {
        return float_from_str(ts, v);
    }
    if (!slots->to_float && !slots->to_index) {
        if (layout == KIND_BYTES || layout == KIND_BYTEARRAY || layout == KIND_MEMORYVIEW ||
            layout == KIND_ARRAY) {
            Ref bytes = value_call(ts, object_value(builtin_type(ts, KIND_BYTES)), &v, 1);
            if (ref_is_null(bytes)) {
                return NO_REF;
            }
            const Bytes *content = (const Bytes *)value_object(borrow(bytes));
            Ref result = float_from_byte_text(ts, v, content->data, content->length);
            ref_drop(ts, bytes);
            return result;
        }
        return raise_error(ts, EXC_TYPE_ERROR,
                           "float() argument must be a string or a real number, not '%.200s'",
                           value_type_name(ts, v));
    }
    double d;
    return value_to_float(ts, v, &d) ? float_new(ts, d) : NO_REF;
}

static Ref new_of_type(ThreadState *ts, Type *type, double d) ATTACHED {
    Ref instance;
    if (type->attributes_offset) {
        instance = instance_new(ts, type);
    } else {
        void *object = object_new(ts, type, type->instance_size);
        instance = object ? object_ref(object) : NO_REF;
    }
    if (!ref_is_null(instance)) {
        ((Float *)value_object(borrow(instance)))->value = d;
    }
    return instance;
}

static Ref float_new_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    Ref exact =
        value_is_null(arguments[1]) ? float_new(ts, 0.0) : float_from_value(ts, arguments[1]);
    if (ref_is_null(exact) || type == builtin_type(ts, KIND_FLOAT)) {
        return exact;
    }
    double d = float_value(borrow(exact));
    ref_drop(ts, exact);
    return new_of_type(ts, type, d);
}

static Ref get_zero(ThreadState *ts, Value self) ATTACHED {
    (void)self;
    return float_new(ts, 0.0);
}

// --- The type ---

static const NativeDef METHODS[] = {
    {"__new__(cls, x=0, /)", float_new_method,
     "Convert a string or number to a floating-point number, if possible.",
     NATIVE_STATIC_METHOD},
    {"is_integer(self, /)", is_integer, "Return True if the float is an integer.",
     NATIVE_METHOD},
    {"as_integer_ratio(self, /)", as_integer_ratio,
     "Return a pair of integers, whose ratio is exactly equal to the original float.",
     NATIVE_METHOD},
    {"hex(self, /)", hex_method,
     "Return a hexadecimal representation of a floating-point number.", NATIVE_METHOD},
    {"fromhex(cls, string, /)", fromhex_method,
     "Create a floating-point number from a hexadecimal string.", NATIVE_CLASS_METHOD},
    {"conjugate(self, /)", conjugate, "Return self, the complex conjugate of any float.",
     NATIVE_METHOD},
    {"__round__(self, ndigits=None, /)", round_method,
     "Return the Integral closest to x, rounding half toward even.", NATIVE_METHOD},
    {"__trunc__(self, /)", trunc_method, "Return the Integral closest to x between 0 and x.",
     NATIVE_METHOD},
    {"__floor__(self, /)", floor_method, "Return the floor as an Integral.", NATIVE_METHOD},
    {"__ceil__(self, /)", ceil_method, "Return the ceiling as an Integral.", NATIVE_METHOD},
    {"__getnewargs__(self, /)", getnewargs, NULL, NATIVE_METHOD},
    {"__getformat__(cls, typestr, /)", getformat,
     "You probably don't want to use this function.", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"real", float_exact, NULL, "the real part of a complex number"},
    {"imag", get_zero, NULL, "the imaginary part of a complex number"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec float_type_spec = {
    .name = "float",
    .kind = KIND_FLOAT,
    .base = KIND_INSTANCE,
    .size = sizeof(Float),
    .flags = TYPE_BASE | TYPE_IMMUTABLE,
    .slots =
        {
            .repr = repr,
            .format = float_format,
            .hash = hash_float,
            .truth = float_truth,
            .compare = float_compare,
            .binary = float_binary,
            .unary = float_unary,
            .power_modulo = float_power_modulo,
            .to_int = float_to_int,
            .to_float = float_exact,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Convert a string or number to a floating-point number, if possible.",
};
