// The type bool: True and False, two immediates that work as the ints 1 and 0. What is not here
// is inherited from int, whose functions take bools as they are.
#include "runtime/objects/deprecation.h"
#include "runtime/objects/int.h"

#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"

static bool is_true(Value v) {
    return value_same(v, TRUE_VALUE);
}

static Ref bool_repr(ThreadState *ts, Value self) ATTACHED {
    return str_intern_text(ts, is_true(self) ? "True" : "False");
}

static int bool_truth(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return is_true(self);
}

static Ref bool_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    if (value_is_bool(a) && value_is_bool(b)) {
        bool left = is_true(a);
        bool right = is_true(b);
        switch (op) {
        case BINARY_AND:
            return owned(value_bool(left && right));
        case BINARY_OR:
            return owned(value_bool(left || right));
        case BINARY_XOR:
            return owned(value_bool(left != right));
        default:
            break;
        }
    }
    return int_binary(ts, op, a, b);
}

static Ref bool_unary(ThreadState *ts, UnaryOperator op, Value self) ATTACHED {
    if (op == UNARY_INVERT &&
        !warn_deprecated(ts,
                         "Bitwise inversion '~' on bool is deprecated and will be removed in "
                         "Python 3.16. This returns the bitwise inversion of the underlying "
                         "int object and is usually not what you expect from negating a bool. "
                         "Use the 'not' operator for boolean negation or ~int(x) if you "
                         "really want the bitwise inversion of the underlying int.")) {
        return NO_REF;
    }
    return int_unary(ts, op, self);
}

static Ref bool_new(ThreadState *ts, const Value *arguments) ATTACHED {
    int truth = value_is_null(arguments[1]) ? 0 : value_truth(ts, arguments[1]);
    return truth < 0 ? NO_REF : owned(value_bool(truth));
}

static const NativeDef METHODS[] = {
    {"__new__(cls, object=False, /)", bool_new,
     "Returns True when the argument is true, False otherwise.", NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec bool_type_spec = {
    .name = "bool",
    .kind = KIND_BOOL,
    .base = KIND_INT,
    .size = sizeof(BigInt),
    .flags = TYPE_IMMUTABLE,
    .slots =
        {
            .repr = bool_repr,
            .truth = bool_truth,
            .binary = bool_binary,
            .unary = bool_unary,
        },
    .methods = METHODS,
    .doc = "Returns True when the argument is true, False otherwise.\n"
           "The builtins True and False are the only two instances of the class bool.\n"
           "The class bool is a subclass of the class int, and cannot be subclassed.",
};
