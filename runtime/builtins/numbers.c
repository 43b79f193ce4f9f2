// Builtin functions on numbers and characters: abs, divmod, pow, round, bin, chr, ord, ...
#include "runtime/builtins/builtins.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/str.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Ref builtin_abs(ThreadState *ts, const Value *arguments) ATTACHED {
    return value_unary(ts, UNARY_ABSOLUTE, arguments[0]);
}

static Ref builtin_divmod(ThreadState *ts, const Value *arguments) ATTACHED {
    return value_binary(ts, BINARY_DIVMOD, arguments[0], arguments[1]);
}

static Ref builtin_pow(ThreadState *ts, const Value *arguments) ATTACHED {
    if (value_is_null(arguments[2]) || value_is_none(arguments[2])) {
        return value_binary(ts, BINARY_POWER, arguments[0], arguments[1]);
    }
    Ref result = owned(NOT_IMPLEMENTED);
    for (int i = 0; i < 3 && result.bits == NOT_IMPLEMENTED.bits; i++) {
        const TypeSlots *slots = &value_type(ts, arguments[i])->slots;
        if (slots->power_modulo) {
            result = slots->power_modulo(ts, arguments[0], arguments[1], arguments[2]);
        }
    }
    if (result.bits == NOT_IMPLEMENTED.bits) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
                           value_type_name(ts, arguments[0]), value_type_name(ts, arguments[1]),
                           value_type_name(ts, arguments[2]));
    }
    return result;
}

static Ref builtin_round(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref method = type_lookup(ts, value_type(ts, arguments[0]), known_name(ts, NAME_ROUND));
    bool has_method = !ref_is_null(method);
    ref_drop(ts, method);
    if (!has_method) {
        return error_is_set(ts)
                   ? NO_REF
                   : raise_error(ts, EXC_TYPE_ERROR, "type %s doesn't define __round__ method",
                                 value_type_name(ts, arguments[0]));
    }
    bool has_digits = !value_is_null(arguments[1]) && !value_is_none(arguments[1]);
    return special_call(ts, arguments[0], NAME_ROUND, arguments + 1, has_digits ? 1 : 0);
}

// format(index(v), spec): "#b" and its like.
static Ref in_base(ThreadState *ts, Value v, const char *spec) ATTACHED {
    Ref index = value_index(ts, v);
    Ref text = ref_is_null(index) ? NO_REF : str_from_text(ts, spec);
    Ref result = ref_is_null(text) ? NO_REF : value_format(ts, borrow(index), borrow(text));
    ref_drop(ts, text);
    ref_drop(ts, index);
    return result;
}

static Ref builtin_bin(ThreadState *ts, const Value *arguments) ATTACHED {
    return in_base(ts, arguments[0], "#b");
}

static Ref builtin_oct(ThreadState *ts, const Value *arguments) ATTACHED {
    return in_base(ts, arguments[0], "#o");
}

static Ref builtin_hex(ThreadState *ts, const Value *arguments) ATTACHED {
    return in_base(ts, arguments[0], "#x");
}

static Ref builtin_chr(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t c;
    if (!value_to_index(ts, arguments[0], -1, &c)) {
        return NO_REF;
    }
    if (c < 0 || c > 0x10FFFF) {
        return raise_error(ts, EXC_VALUE_ERROR, "chr() arg not in range(0x110000)");
    }
    return str_from_char(ts, (uint32_t)c);
}

static Ref builtin_ord(ThreadState *ts, const Value *arguments) ATTACHED {
    Value v = arguments[0];
    int64_t length = -1;
    if (value_has_layout(ts, v, KIND_STR)) {
        length = ((Str *)value_object(v))->length;
        if (length == 1) {
            return owned(value_from_int(str_read(v, 0)));
        }
    } else if (value_has_layout(ts, v, KIND_BYTES) || value_has_layout(ts, v, KIND_BYTEARRAY)) {
        BytesHold hold;
        if (!bytes_require(ts, v, &hold)) {
            return NO_REF;
        }
        length = hold.length;
        uint8_t first = length == 1 ? hold.data[0] : 0;
        bytes_release(ts, &hold);
        if (length == 1) {
            return owned(value_from_int(first));
        }
    } else {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "ord() expected string of length 1, but %s found",
                           value_type_name(ts, v));
    }
    return raise_error(ts, EXC_TYPE_ERROR,
                       "ord() expected a character, but string of length %lld found",
                       (long long)length);
}

const NativeDef number_builtins[] = {
    {"abs(x, /)", builtin_abs, "Return the absolute value of the argument.", 0},
    {"divmod(x, y, /)", builtin_divmod, "Return the tuple (x//y, x%y).", 0},
    {"pow(base, exp, mod=None)", builtin_pow, "Equivalent to base**exp, or base**exp % mod.",
     0},
    {"round(number, ndigits=None)", builtin_round, "Round a number to a given precision.", 0},
    {"bin(number, /)", builtin_bin, "Return the binary representation of an integer.", 0},
    {"oct(number, /)", builtin_oct, "Return the octal representation of an integer.", 0},
    {"hex(number, /)", builtin_hex, "Return the hexadecimal representation of an integer.", 0},
    {"chr(i, /)", builtin_chr, "Return a string of one character with ordinal i.", 0},
    {"ord(c, /)", builtin_ord, "Return the ordinal value of a character.", 0},
    {NULL, NULL, NULL, 0},
};
