// The type int: its protocols, and how int(x) makes one of anything. Arithmetic is in
// int_big.c, int_power.c and int_double.c, text in int_text.c, the named methods in
// int_methods.c.
#include "runtime/objects/int.h"

#include "runtime/objects/deprecation.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/int_methods.h"
#include "runtime/objects/int_text.h"
#include "runtime/objects/number_format.h"
#include "vm/exec/call.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- Slots ---

static Ref int_repr(ThreadState *ts, Value self) ATTACHED {
    return int_to_str(ts, self, 10, "");
}

static int64_t hash_int(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return int_hash(self);
}

static int int_truth(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return int_sign(self) != 0;
}

static Ref int_compare(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    (void)ts;
    if (!int_is(self) || !int_is(other)) {
        return owned(NOT_IMPLEMENTED);
    }
    int order = int_order(self, other);
    bool holds[COMPARE_COUNT] = {
        [COMPARE_LESS] =
            order<0, [COMPARE_LESS_EQUAL] = order <= 0, [COMPARE_EQUAL] = order == 0,
                  [COMPARE_NOT_EQUAL] = order != 0, [COMPARE_GREATER] = order> 0,
        [COMPARE_GREATER_EQUAL] = order >= 0,
    };
    return owned(value_bool(holds[op]));
}

static Ref int_divmod(ThreadState *ts, Value a, Value b) ATTACHED {
    Ref parts[2];
    if (!int_divide_floor(ts, a, b, &parts[0], &parts[1])) {
        return NO_REF;
    }
    Value items[2] = {borrow(parts[0]), borrow(parts[1])};
    return tuple_from_owned(ts, items, 2);
}

Ref int_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) {
    if (!int_is(a) || !int_is(b)) {
        return owned(NOT_IMPLEMENTED);
    }
    switch (op) {
    case BINARY_ADD:
        return int_add(ts, a, b);
    case BINARY_SUBTRACT:
        return int_subtract(ts, a, b);
    case BINARY_MULTIPLY:
        return int_multiply(ts, a, b);
    case BINARY_TRUE_DIVIDE:
        return int_true_divide(ts, a, b);
    case BINARY_FLOOR_DIVIDE:
        return int_floor_divide(ts, a, b);
    case BINARY_REMAINDER:
        return int_remainder(ts, a, b);
    case BINARY_POWER:
        return int_power(ts, a, b);
    case BINARY_LEFT_SHIFT:
        return int_left_shift(ts, a, b);
    case BINARY_RIGHT_SHIFT:
        return int_right_shift(ts, a, b);
    case BINARY_AND:
    case BINARY_OR:
    case BINARY_XOR:
        return int_bitwise(ts, op, a, b);
    case BINARY_DIVMOD:
        return int_divmod(ts, a, b);
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

Ref int_unary(ThreadState *ts, UnaryOperator op, Value self) {
    switch (op) {
    case UNARY_NEGATE:
        return int_negate(ts, self);
    case UNARY_INVERT:
        return int_invert(ts, self);
    case UNARY_ABSOLUTE:
        return int_absolute(ts, self);
    default:
        return int_exact(ts, self);
    }
}

static Ref power_modulo(ThreadState *ts, Value base, Value exponent, Value modulus) ATTACHED {
    if (!int_is(base) || !int_is(exponent) || !int_is(modulus)) {
        return owned(NOT_IMPLEMENTED);
    }
    return int_power_modulo(ts, base, exponent, modulus);
}

static Ref int_to_float(ThreadState *ts, Value self) ATTACHED {
    double d;
    return int_to_double(ts, self, &d) ? float_new(ts, d) : NO_REF;
}

// --- int(x) ---

Ref int_from_index(ThreadState *ts, Value v) {
    Ref index = value_index(ts, v);
    if (ref_is_null(index) || int_is_exact(borrow(index))) {
        return index;
    }
    Ref exact = int_exact(ts, borrow(index));
    ref_drop(ts, index);
    return exact;
}

// The result of __int__: an int of any kind, made exact.
static Ref from_dunder_int(ThreadState *ts, Value v) ATTACHED {
    Ref result = value_type(ts, v)->slots.to_int(ts, v);
    if (ref_is_null(result)) {
        return NO_REF;
    }
    Ref exact;
    if (int_is(borrow(result))) {
        exact = int_exact(ts, borrow(result));
    } else {
        exact = raise_error(ts, EXC_TYPE_ERROR, "__int__ returned non-int (type %.200s)",
                            value_type_name(ts, borrow(result)));
    }
    ref_drop(ts, result);
    return exact;
}

// *out = v.__trunc__() as an int, or NO_REF if v has no such method. False: exception.
static bool from_dunder_trunc(ThreadState *ts, Value v, Ref *out) ATTACHED {
    *out = NO_REF;
    bool has_method;
    Ref whole = special_call_text(ts, v, "__trunc__", &has_method);
    if (!has_method) {
        return !error_is_set(ts);
    }
    if (ref_is_null(whole) ||
        !warn_deprecated(ts, "The delegation of int() to __trunc__ is deprecated.")) {
        ref_drop(ts, whole);
        return false;
    }
    if (value_type(ts, borrow(whole))->slots.to_index) {
        *out = int_from_index(ts, borrow(whole));
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "__trunc__ returned non-Integral (type %.200s)",
                    value_type_name(ts, borrow(whole)));
    }
    ref_drop(ts, whole);
    return !ref_is_null(*out);
}

static bool is_byte_text(const ThreadState *ts, Value v) {
    uint16_t layout = value_type(ts, v)->layout;
    return layout == KIND_BYTES || layout == KIND_BYTEARRAY || layout == KIND_MEMORYVIEW ||
           layout == KIND_ARRAY;
}

// int(v) for what holds bytes.
static Ref from_byte_text(ThreadState *ts, Value v, int base) ATTACHED {
    Ref bytes = value_call(ts, object_value(builtin_type(ts, KIND_BYTES)), &v, 1);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    const Bytes *content = (const Bytes *)value_object(borrow(bytes));
    Ref result = int_from_byte_text(ts, borrow(bytes), content->data, content->length, base);
    ref_drop(ts, bytes);
    return result;
}

Ref int_from_value(ThreadState *ts, Value v) {
    if (int_is_exact(v)) {
        return ref_take(ts, v);
    }
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (slots->to_int) {
        return from_dunder_int(ts, v);
    }
    if (slots->to_index) {
        return int_from_index(ts, v);
    }
    if (value_has_layout(ts, v, KIND_STR)) {
        return int_from_str(ts, v, 10);
    }
    if (is_byte_text(ts, v)) {
        return from_byte_text(ts, v, 10);
    }
    Ref whole;
    if (!from_dunder_trunc(ts, v, &whole) || !ref_is_null(whole)) {
        return whole;
    }
    return raise_error(ts, EXC_TYPE_ERROR,
                       "int() argument must be a string, a bytes-like object or a real "
                       "number, not '%.200s'",
                       value_type_name(ts, v));
}

static Ref from_text_in_base(ThreadState *ts, Value v, Value base_argument) ATTACHED {
    int64_t base;
    if (!value_to_index(ts, base_argument, -1, &base)) {
        return NO_REF;
    }
    if (base != 0 && (base < 2 || base > 36)) {
        return raise_error(ts, EXC_VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
    }
    if (value_has_layout(ts, v, KIND_STR)) {
        return int_from_str(ts, v, (int)base);
    }
    uint16_t layout = value_type(ts, v)->layout;
    if (layout == KIND_BYTES || layout == KIND_BYTEARRAY) {
        return from_byte_text(ts, v, (int)base);
    }
    return raise_error(ts, EXC_TYPE_ERROR, "int() can't convert non-string with explicit base");
}

Ref int_new_of_type(ThreadState *ts, Type *type, Value v) {
    IntView view;
    int_view(v, &view);
    BigInt *big = instance_new_sized(ts, type, sizeof(BigInt) + (size_t)view.length * 8);
    if (!big) {
        return NO_REF;
    }
    memcpy(big->limbs, view.limbs, (size_t)view.length * 8);
    big->size = view.is_negative ? -view.length : view.length;
    return object_ref(big);
}

static Ref int_new(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    Value v = arguments[1];
    if (type == builtin_type(ts, KIND_BOOL)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "int.__new__(bool) is not safe, use bool.__new__()");
    }
    Ref exact;
    if (!value_is_null(arguments[2])) {
        exact = value_is_null(v)
                    ? raise_error(ts, EXC_TYPE_ERROR, "int() missing string argument")
                    : from_text_in_base(ts, v, arguments[2]);
    } else {
        exact = value_is_null(v) ? owned(value_from_int(0)) : int_from_value(ts, v);
    }
    if (ref_is_null(exact) || type == builtin_type(ts, KIND_INT)) {
        return exact;
    }
    Ref instance = int_new_of_type(ts, type, borrow(exact));
    ref_drop(ts, exact);
    return instance;
}

// --- The type ---

static const NativeDef METHODS[] = {
    {"__new__(cls, x=0, /, base=10)", int_new,
     "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
     "Convert a number or string to an integer, or return 0 if no arguments are given.",
     NATIVE_STATIC_METHOD | NATIVE_COUNTED},
    {"bit_length(self, /)", int_bit_length_method,
     "Number of bits necessary to represent self in binary.", NATIVE_METHOD},
    {"bit_count(self, /)", int_bit_count_method,
     "Number of ones in the binary representation of the absolute value of self.",
     NATIVE_METHOD},
    {"to_bytes(self, /, length=1, byteorder='big', *, signed=False)", int_to_bytes_method,
     "Return an array of bytes representing an integer.", NATIVE_METHOD},
    {"from_bytes(cls, /, bytes, byteorder='big', *, signed=False)", int_from_bytes_method,
     "Return the integer represented by the given array of bytes.", NATIVE_CLASS_METHOD},
    {"as_integer_ratio(self, /)", int_as_integer_ratio_method,
     "Return a pair of integers, whose ratio is equal to the original int.", NATIVE_METHOD},
    {"is_integer(self, /)", int_is_integer_method,
     "Returns True. Exists for duck type compatibility with float.is_integer.", NATIVE_METHOD},
    {"conjugate(self, /)", int_self_method, "Returns self, the complex conjugate of any int.",
     NATIVE_METHOD},
    {"__trunc__(self, /)", int_self_method, "Truncating an Integral returns itself.",
     NATIVE_METHOD},
    {"__floor__(self, /)", int_self_method, "Flooring an Integral returns itself.",
     NATIVE_METHOD},
    {"__ceil__(self, /)", int_self_method, "Ceiling of an Integral returns itself.",
     NATIVE_METHOD},
    {"__round__(self, ndigits=None, /)", int_round_method,
     "Rounding an Integral returns itself.", NATIVE_METHOD},
    {"__getnewargs__(self, /)", int_getnewargs_method, NULL, NATIVE_METHOD},
    {"__sizeof__(self, /)", int_sizeof_method, "Returns size in memory, in bytes.",
     NATIVE_METHOD},
    {NULL, NULL, NULL, 0},
};

static Ref get_zero(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    (void)self;
    return owned(value_from_int(0));
}

static Ref get_one(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    (void)self;
    return owned(value_from_int(1));
}

static const GetSetDef ATTRIBUTES[] = {
    {"real", int_exact, NULL, "the real part of a complex number"},
    {"imag", get_zero, NULL, "the imaginary part of a complex number"},
    {"numerator", int_exact, NULL, "the numerator of a rational number in lowest terms"},
    {"denominator", get_one, NULL, "the denominator of a rational number in lowest terms"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec int_type_spec = {
    .name = "int",
    .kind = KIND_INT,
    .base = KIND_INSTANCE,
    .size = sizeof(BigInt),
    .flags = TYPE_BASE | TYPE_IMMUTABLE,
    .slots =
        {
            .repr = int_repr,
            .format = int_format,
            .hash = hash_int,
            .truth = int_truth,
            .compare = int_compare,
            .binary = int_binary,
            .unary = int_unary,
            .power_modulo = power_modulo,
            .to_int = int_exact,
            .to_float = int_to_float,
            .to_index = int_exact,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
           "Convert a number or string to an integer, or return 0 if no arguments are given.",
};
