// The type complex. The arithmetic follows C's and CPython's formulas step by step, so that the
// last digits agree: division scales by the larger part (Smith), small whole powers multiply,
// others go through polar form.
#include "runtime/objects/complex.h"

#include <math.h>

#include "runtime/objects/deprecation.h"
#include "runtime/objects/float.h"
#include "runtime/objects/float_text.h"
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/int.h"
#include "runtime/objects/number_format.h"
#include "runtime/objects/number_text.h"
#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct Pair {
    double real;
    double imaginary;
} Pair;

static bool is_complex(Value v) {
    return value_is_object(v) && value_object(v)->type->layout == KIND_COMPLEX;
}

static Pair pair_of(Value v) {
    const Complex *c = (const Complex *)value_object(v);
    return (Pair){c->real, c->imaginary};
}

Ref complex_new(ThreadState *ts, double real, double imaginary) {
    Complex *c = object_new(ts, builtin_type(ts, KIND_COMPLEX), sizeof(Complex));
    if (!c) {
        return NO_REF;
    }
    c->real = real;
    c->imaginary = imaginary;
    return object_ref(c);
}

static Ref from_pair(ThreadState *ts, Pair p) ATTACHED {
    return complex_new(ts, p.real, p.imaginary);
}

// --- Arithmetic ---

static Pair multiply(Pair a, Pair b) {
    return (Pair){a.real * b.real - a.imaginary * b.imaginary,
                  a.real * b.imaginary + a.imaginary * b.real};
}

// a / b; false if b is zero.
static bool divide(Pair a, Pair b, Pair *out) {
    double real = fabs(b.real);
    double imaginary = fabs(b.imaginary);
    if (real >= imaginary) {
        if (real == 0) {
            return false;
        }
        double ratio = b.imaginary / b.real;
        double denominator = b.real + b.imaginary * ratio;
        *out = (Pair){(a.real + a.imaginary * ratio) / denominator,
                      (a.imaginary - a.real * ratio) / denominator};
    } else if (imaginary >= real) {
        double ratio = b.real / b.imaginary;
        double denominator = b.real * ratio + b.imaginary;
        *out = (Pair){(a.real * ratio + a.imaginary) / denominator,
                      (a.imaginary * ratio - a.real) / denominator};
    } else {
        *out = (Pair){NAN, NAN};
    }
    return true;
}

static Pair power_unsigned(Pair base, unsigned exponent) {
    Pair result = {1, 0};
    for (unsigned bit = 1; bit <= exponent; bit <<= 1) {
        if (exponent & bit) {
            result = multiply(result, base);
        }
        base = multiply(base, base);
    }
    return result;
}

// Through polar form; false for zero to a negative or complex power.
static bool power_polar(Pair a, Pair b, Pair *out) {
    if (b.real == 0 && b.imaginary == 0) {
        *out = (Pair){1, 0};
        return true;
    }
    if (a.real == 0 && a.imaginary == 0) {
        *out = (Pair){0, 0};
        return b.imaginary == 0 && b.real >= 0;
    }
    double magnitude = hypot(a.real, a.imaginary);
    double length = pow(magnitude, b.real);
    double angle = atan2(a.imaginary, a.real);
    double phase = angle * b.real;
    if (b.imaginary != 0) {
        length *= exp(-angle * b.imaginary);
        phase += b.imaginary * log(magnitude);
    }
    *out = (Pair){length * cos(phase), length * sin(phase)};
    return true;
}

static Ref power(ThreadState *ts, Pair a, Pair b) ATTACHED {
    Pair result;
    bool is_defined;
    if (b.imaginary == 0 && b.real == floor(b.real) && fabs(b.real) <= 100) {
        int exponent = (int)b.real;
        is_defined = true;
        if (exponent > 0) {
            result = power_unsigned(a, (unsigned)exponent);
        } else {
            result = power_unsigned(a, (unsigned)-exponent);
            is_defined = divide((Pair){1, 0}, result, &result);
        }
    } else {
        is_defined = power_polar(a, b, &result);
    }
    if (!is_defined) {
        return raise_error(ts, EXC_ZERO_DIVISION_ERROR, "0.0 to a negative or complex power");
    }
    if (isinf(result.real) || isinf(result.imaginary)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "complex exponentiation");
    }
    return from_pair(ts, result);
}

Ref complex_power(ThreadState *ts, double a_real, double a_imaginary, double b_real,
                  double b_imaginary) {
    return power(ts, (Pair){a_real, a_imaginary}, (Pair){b_real, b_imaginary});
}

// A number as a complex one. 1; 0 if it is none; -1 with OverflowError.
static int operand(ThreadState *ts, Value v, Pair *out) ATTACHED {
    if (is_complex(v)) {
        *out = pair_of(v);
        return 1;
    }
    *out = (Pair){0, 0};
    if (float_is(v)) {
        out->real = float_value(v);
        return 1;
    }
    if (!int_is(v)) {
        return 0;
    }
    return int_to_double(ts, v, &out->real) ? 1 : -1;
}

static Ref complex_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    Pair left;
    Pair right;
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
        return complex_new(ts, left.real + right.real, left.imaginary + right.imaginary);
    case BINARY_SUBTRACT:
        return complex_new(ts, left.real - right.real, left.imaginary - right.imaginary);
    case BINARY_MULTIPLY:
        return from_pair(ts, multiply(left, right));
    case BINARY_TRUE_DIVIDE: {
        Pair quotient;
        if (!divide(left, right, &quotient)) {
            return raise_error(ts, EXC_ZERO_DIVISION_ERROR, "complex division by zero");
        }
        return from_pair(ts, quotient);
    }
    case BINARY_POWER:
        return power(ts, left, right);
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

static Ref power_modulo(ThreadState *ts, Value base, Value exponent, Value modulus) ATTACHED {
    (void)base;
    (void)exponent;
    (void)modulus;
    return raise_error(ts, EXC_VALUE_ERROR, "complex modulo");
}

static Ref complex_unary(ThreadState *ts, UnaryOperator op, Value self) ATTACHED {
    Pair p = pair_of(self);
    switch (op) {
    case UNARY_NEGATE:
        return complex_new(ts, -p.real, -p.imaginary);
    case UNARY_POSITIVE:
        return from_pair(ts, p);
    case UNARY_ABSOLUTE: {
        double length = hypot(p.real, p.imaginary);
        if (isinf(length) && isfinite(p.real) && isfinite(p.imaginary)) {
            return raise_error(ts, EXC_OVERFLOW_ERROR, "absolute value too large");
        }
        return float_new(ts, length);
    }
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

// --- Comparison, hash, text ---

static Ref complex_compare(ThreadState *ts, CompareOperator op, Value self,
                           Value other) ATTACHED {
    (void)ts;
    if (op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) {
        return owned(NOT_IMPLEMENTED);
    }
    Pair p = pair_of(self);
    bool is_equal;
    if (int_is(other)) {
        is_equal = p.imaginary == 0 && !isnan(p.real) && int_order_double(other, p.real) == 0;
    } else if (float_is(other)) {
        is_equal = p.imaginary == 0 && p.real == float_value(other);
    } else if (is_complex(other)) {
        Pair q = pair_of(other);
        is_equal = p.real == q.real && p.imaginary == q.imaginary;
    } else {
        return owned(NOT_IMPLEMENTED);
    }
    return owned(value_bool(is_equal == (op == COMPARE_EQUAL)));
}

// The hash of a part; a NaN's is that of the object.
static uint64_t hash_part(double d, Value self) {
    return isnan(d) ? self.bits >> 4 : (uint64_t)float_hash(d);
}

static int64_t complex_hash(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    Pair p = pair_of(self);
    int64_t hash = (int64_t)(hash_part(p.real, self) + 1000003u * hash_part(p.imaginary, self));
    return hash == -1 ? -2 : hash;
}

static int complex_truth(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    Pair p = pair_of(self);
    return p.real != 0 || p.imaginary != 0;
}

static Ref complex_repr(ThreadState *ts, Value self) ATTACHED {
    Pair p = pair_of(self);
    char text[2 * FLOAT_REPR_SIZE + 8];
    char *end = text;
    bool has_real = p.real != 0 || signbit(p.real);
    if (has_real) {
        *end++ = '(';
        end += float_repr_text(p.real, false, end);
        if (isnan(p.imaginary) || !signbit(p.imaginary)) {
            *end++ = '+';
        }
    }
    end += float_repr_text(p.imaginary, false, end);
    *end++ = 'j';
    if (has_real) {
        *end++ = ')';
    }
    return str_from_ascii(ts, text, end - text);
}

// --- complex(x) ---

static const char *skip_spaces(const char *text) {
    while (*text == ' ') {
        text++;
    }
    return text;
}

// "1", "1j", "1+2j", "j" and so on; what follows, or null.
static const char *parse_parts(const char *text, Pair *out) {
    const char *end;
    double first = float_parse(text, &end);
    *out = (Pair){0, 0};
    if (end == text) {
        out->imaginary = *text == '-' ? -1.0 : 1.0;
        text += *text == '+' || *text == '-';
        return (*text | 0x20) == 'j' ? text + 1 : NULL;
    }
    text = end;
    if ((*text | 0x20) == 'j') {
        out->imaginary = first;
        return text + 1;
    }
    out->real = first;
    if (*text != '+' && *text != '-') {
        return text;
    }
    out->imaginary = float_parse(text, &end);
    if (end == text) {
        out->imaginary = *text == '-' ? -1.0 : 1.0;
        end = text + 1;
    }
    return (*end | 0x20) == 'j' ? end + 1 : NULL;
}

static bool from_text(const char *text, int64_t length, Pair *out) {
    const char *limit = text + length;
    bool has_parenthesis = *text == '(';
    if (has_parenthesis) {
        text = skip_spaces(text + 1);
    }
    text = parse_parts(text, out);
    if (!text) {
        return false;
    }
    text = skip_spaces(text);
    if (has_parenthesis) {
        if (*text != ')') {
            return false;
        }
        text = skip_spaces(text + 1);
    }
    return text == limit;
}

static bool from_str(ThreadState *ts, Value s, Pair *out) ATTACHED {
    NumberText number;
    if (!number_text_from_str(ts, &number, s)) {
        return false;
    }
    int64_t length = number_drop_underscores(number.text, number.text, number.length);
    bool is_number = length > 0 && from_text(number.text, length, out);
    number_text_done(ts, &number);
    if (!is_number) {
        raise_error(ts, EXC_VALUE_ERROR, "complex() arg is a malformed string");
    }
    return is_number;
}

// Calls v.__complex__ if its class has one. *has_method tells; false with the exception set.
static bool from_dunder(ThreadState *ts, Value v, Pair *out, bool *has_method) ATTACHED {
    Ref result = special_call_text(ts, v, "__complex__", has_method);
    if (!*has_method || ref_is_null(result)) {
        return !*has_method && !error_is_set(ts);
    }
    bool is_good = is_complex(borrow(result));
    if (is_good) {
        *out = pair_of(borrow(result));
        is_good =
            value_is(borrow(result), KIND_COMPLEX) ||
            warn_deprecated(ts,
                            "__complex__ returned non-complex (type %.200s).  The ability to "
                            "return an instance of a strict subclass of complex is "
                            "deprecated, and may be removed in a future version of Python.",
                            value_type_name(ts, borrow(result)));
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "__complex__ returned non-complex (type %.200s)",
                    value_type_name(ts, borrow(result)));
    }
    ref_drop(ts, result);
    return is_good;
}

// One argument of complex(real, imag). *was_complex: it has an imaginary part of its own.
static bool read_argument(ThreadState *ts, Value v, bool is_first, Pair *out,
                          bool *was_complex) ATTACHED {
    *was_complex = is_complex(v);
    if (value_is(v, KIND_COMPLEX)) {
        *out = pair_of(v);
        return true;
    }
    if (is_first && !float_is(v) && !int_is(v)) {
        bool has_method;
        if (!from_dunder(ts, v, out, &has_method)) {
            return false;
        }
        if (has_method) {
            *was_complex = true;
            return true;
        }
    }
    if (*was_complex) {
        *out = pair_of(v);
        return true;
    }
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->to_float && !slots->to_index) {
        raise_error(ts, EXC_TYPE_ERROR,
                    is_first ? "complex() first argument must be a string or a number, not "
                               "'%.200s'"
                             : "complex() second argument must be a number, not '%.200s'",
                    value_type_name(ts, v));
        return false;
    }
    out->imaginary = 0;
    return value_to_float(ts, v, &out->real);
}

static bool from_arguments(ThreadState *ts, Value real, Value imaginary, Pair *out) ATTACHED {
    bool has_imaginary = !value_is_null(imaginary);
    if (!value_is_null(real) && value_has_layout(ts, real, KIND_STR)) {
        if (has_imaginary) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "complex() can't take second arg if first is a string");
            return false;
        }
        return from_str(ts, real, out);
    }
    if (has_imaginary && value_has_layout(ts, imaginary, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "complex() second arg can't be a string");
        return false;
    }
    Pair first = {0, 0};
    Pair second = {0, 0};
    bool first_complex = false;
    bool second_complex = false;
    if ((!value_is_null(real) && !read_argument(ts, real, true, &first, &first_complex)) ||
        (has_imaginary && !read_argument(ts, imaginary, false, &second, &second_complex))) {
        return false;
    }
    // first + second * 1j, without touching the signs of zeros that are not there.
    *out = (Pair){second_complex ? first.real - second.imaginary : first.real, second.real};
    if (first_complex) {
        out->imaginary = has_imaginary ? second.real + first.imaginary : first.imaginary;
    }
    return true;
}

static Ref complex_new_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    bool is_exact = type == builtin_type(ts, KIND_COMPLEX);
    if (is_exact && !value_is_null(arguments[1]) && value_is(arguments[1], KIND_COMPLEX) &&
        value_is_null(arguments[2])) {
        return ref_take(ts, arguments[1]);
    }
    Pair p;
    if (!from_arguments(ts, arguments[1], arguments[2], &p)) {
        return NO_REF;
    }
    if (is_exact) {
        return from_pair(ts, p);
    }
    Ref instance;
    if (type->attributes_offset) {
        instance = instance_new(ts, type);
    } else {
        void *object = object_new(ts, type, type->instance_size);
        instance = object ? object_ref(object) : NO_REF;
    }
    if (!ref_is_null(instance)) {
        Complex *c = (Complex *)value_object(borrow(instance));
        c->real = p.real;
        c->imaginary = p.imaginary;
    }
    return instance;
}

// --- The type ---

static Ref conjugate(ThreadState *ts, const Value *arguments) ATTACHED {
    Pair p = pair_of(arguments[0]);
    return complex_new(ts, p.real, -p.imaginary);
}

static Ref exact(ThreadState *ts, const Value *arguments) ATTACHED {
    return value_is(arguments[0], KIND_COMPLEX) ? ref_take(ts, arguments[0])
                                                : from_pair(ts, pair_of(arguments[0]));
}

static Ref get_real(ThreadState *ts, Value self) ATTACHED {
    return float_new(ts, pair_of(self).real);
}

static Ref get_imaginary(ThreadState *ts, Value self) ATTACHED {
    return float_new(ts, pair_of(self).imaginary);
}

static Ref getnewargs(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref real = get_real(ts, arguments[0]);
    Ref imaginary = ref_is_null(real) ? NO_REF : get_imaginary(ts, arguments[0]);
    if (ref_is_null(imaginary)) {
        ref_drop(ts, real);
        return NO_REF;
    }
    Value items[2] = {borrow(real), borrow(imaginary)};
    return tuple_from_owned(ts, items, 2);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, real=0, imag=0)", complex_new_method,
     "Create a complex number from a string or numbers.", NATIVE_STATIC_METHOD},
    {"conjugate(self, /)", conjugate,
     "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
     NATIVE_METHOD},
    {"__complex__(self, /)", exact, "Convert this value to exact type complex.", NATIVE_METHOD},
    {"__getnewargs__(self, /)", getnewargs, NULL, NATIVE_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"real", get_real, getset_refuse, "the real part of a complex number"},
    {"imag", get_imaginary, getset_refuse, "the imaginary part of a complex number"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec complex_type_spec = {
    .name = "complex",
    .kind = KIND_COMPLEX,
    .base = KIND_INSTANCE,
    .size = sizeof(Complex),
    .flags = TYPE_BASE | TYPE_IMMUTABLE,
    .slots =
        {
            .repr = complex_repr,
            .format = complex_format,
            .hash = complex_hash,
            .truth = complex_truth,
            .compare = complex_compare,
            .binary = complex_binary,
            .unary = complex_unary,
            .power_modulo = power_modulo,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Create a complex number from a string or numbers.\n\n"
           "If a string is given, parse it as a complex number.\n"
           "If a single number is given, convert it to a complex number.\n"
           "If the 'real' or 'imag' arguments are given, create a complex number\n"
           "with the specified real and imaginary components.",
};
