// all any iter len max min next sorted sum: the builtin functions on iterables.
#include "runtime/builtins/iteration.h"

#include <math.h>

#include "runtime/objects/float.h"
#include "runtime/objects/int.h"
#include "runtime/objects/iterator_adapters.h"
#include "runtime/objects/list.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

static Ref builtin_len(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t length = value_length(ts, arguments[0]);
    return length < 0 ? NO_REF : int_from_i64(ts, length);
}

// --- iterators ------------------------------------------------------------------------------

static Ref builtin_iter(ThreadState *ts, const Value *arguments) ATTACHED {
    if (value_is_null(arguments[1])) {
        return value_iterate(ts, arguments[0]);
    }
    if (!value_type(ts, arguments[0])->slots.call) {
        return raise_error(ts, EXC_TYPE_ERROR, "iter(v, w): v must be callable");
    }
    return callable_iterator_new(ts, arguments[0], arguments[1]);
}

static Ref builtin_next(ThreadState *ts, const Value *arguments) ATTACHED {
    if (value_is_null(arguments[1])) {
        return value_next(ts, arguments[0]);
    }
    Ref item = iterator_next(ts, arguments[0]);
    return ref_is_null(item) && !error_is_set(ts) ? ref_take(ts, arguments[1]) : item;
}

// Whether some item's truth is `wanted`: 1, 0, -1.
static int find_truth(ThreadState *ts, Value iterable, int wanted) ATTACHED {
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return -1;
    }
    int result = 0;
    for (;;) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            result = error_is_set(ts) ? -1 : 0;
            break;
        }
        int truth = value_truth(ts, borrow(item));
        ref_drop(ts, item);
        if (truth < 0 || truth == wanted) {
            result = truth < 0 ? -1 : 1;
            break;
        }
    }
    ref_drop(ts, iterator);
    return result;
}

static Ref builtin_any(ThreadState *ts, const Value *arguments) ATTACHED {
    int found = find_truth(ts, arguments[0], 1);
    return found < 0 ? NO_REF : owned(value_bool(found));
}

static Ref builtin_all(ThreadState *ts, const Value *arguments) ATTACHED {
    int found = find_truth(ts, arguments[0], 0);
    return found < 0 ? NO_REF : owned(value_bool(!found));
}

// --- sum ------------------------------------------------------------------------------------

// A running sum: exact in a machine word while all items are ints, compensated (A. Neumaier
// 1974, as CPython 3.12+) once a float has come, and by the operator + for everything else.
typedef struct Sum {
    enum { SUM_INTS, SUM_FLOATS, SUM_ANY } mode;
    int64_t whole;
    double total;
    double lost; // what rounding has taken from `total`
    Ref any;
} Sum;

static double compensated(const Sum *sum) {
    // CPython: a compensation that overflowed is no help, and none keeps the sign of -0.0.
    return sum->lost != 0.0 && isfinite(sum->lost) ? sum->total + sum->lost : sum->total;
}

static void add_double(Sum *sum, double x) {
    double t = sum->total + x;
    sum->lost += fabs(sum->total) >= fabs(x) ? (sum->total - t) + x : (x - t) + sum->total;
    sum->total = t;
}

// Adds an item without the operator, if the mode allows it.
static bool add_fast(Sum *sum, Value item) {
    int64_t whole;
    if (sum->mode == SUM_INTS) {
        return (value_is_small_int(item) || value_is_bool(item)) &&
               int_fits_i64(item, &whole) &&
               !__builtin_add_overflow(sum->whole, whole, &sum->whole);
    }
    if (sum->mode != SUM_FLOATS) {
        return false;
    }
    if (float_is_exact(item)) {
        add_double(sum, float_value(item));
        return true;
    }
    if ((value_is_small_int(item) || value_is_bool(item)) && int_fits_i64(item, &whole)) {
        sum->total += (double)whole;
        return true;
    }
    return false;
}

// The sum so far as a value.
static Ref sum_value(ThreadState *ts, Sum *sum) ATTACHED {
    switch (sum->mode) {
    case SUM_INTS:
        return int_from_i64(ts, sum->whole);
    case SUM_FLOATS:
        return float_new(ts, compensated(sum));
    case SUM_ANY:
        break;
    }
    return sum->any;
}

// Goes to the mode for a first item that the present one cannot take, or adds it by +.
static bool add_item(ThreadState *ts, Sum *sum, Value item) ATTACHED {
    int64_t before = sum->whole;
    if (LIKELY(add_fast(sum, item))) {
        return true;
    }
    if (sum->mode == SUM_INTS) {
        sum->whole = before;
        if (float_is_exact(item)) {
            sum->mode = SUM_FLOATS;
            sum->total = (double)before;
            sum->lost = 0.0;
            add_double(sum, float_value(item));
            return true;
        }
    }
    Ref left = sum_value(ts, sum);
    sum->mode = SUM_ANY;
    sum->any = NO_REF;
    if (ref_is_null(left)) {
        return false;
    }
    sum->any = value_binary(ts, BINARY_ADD, borrow(left), item);
    ref_drop(ts, left);
    if (ref_is_null(sum->any)) {
        return false;
    }
    // A sum of ints that went on as a float by + is compensated from here on.
    if (float_is_exact(borrow(sum->any))) {
        sum->mode = SUM_FLOATS;
        sum->total = float_value(borrow(sum->any));
        sum->lost = 0.0;
        ref_drop(ts, sum->any);
        sum->any = NO_REF;
    }
    return true;
}

static bool check_sum_start(ThreadState *ts, Value start) ATTACHED {
    const char *message = NULL;
    if (value_has_layout(ts, start, KIND_STR)) {
        message = "sum() can't sum strings [use ''.join(seq) instead]";
    } else if (value_has_layout(ts, start, KIND_BYTES)) {
        message = "sum() can't sum bytes [use b''.join(seq) instead]";
    } else if (value_has_layout(ts, start, KIND_BYTEARRAY)) {
        message = "sum() can't sum bytearray [use b''.join(seq) instead]";
    }
    if (message) {
        raise_error(ts, EXC_TYPE_ERROR, "%s", message);
    }
    return !message;
}

static Ref builtin_sum(ThreadState *ts, const Value *arguments) ATTACHED {
    Value start = value_is_null(arguments[1]) ? value_from_int(0) : arguments[1];
    Ref iterator = value_iterate(ts, arguments[0]);
    if (ref_is_null(iterator) || !check_sum_start(ts, start)) {
        ref_drop(ts, iterator);
        return NO_REF;
    }
    Sum sum = {.mode = SUM_ANY, .any = NO_REF};
    if (value_is_small_int(start)) {
        sum.mode = SUM_INTS;
        sum.whole = value_to_int(start);
    } else if (float_is_exact(start)) {
        sum.mode = SUM_FLOATS;
        sum.total = float_value(start);
    } else {
        sum.any = ref_take(ts, start);
    }
    Ref (*next)(ThreadState *, Object *) = value_type(ts, borrow(iterator))->slots.next;
    bool good = true;
    while (good) {
        Ref item = next(ts, value_object(borrow(iterator)));
        if (ref_is_null(item)) {
            good = iterator_has_ended(ts);
            break;
        }
        good = add_item(ts, &sum, borrow(item));
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    if (!good) {
        ref_drop(ts, sum.any);
        return NO_REF;
    }
    return sum_value(ts, &sum);
}

// --- min, max, sorted -----------------------------------------------------------------------

// The best item so far, and its key (the item itself if there is no key function).
typedef struct Best {
    Ref item;
    Ref key;
} Best;

// Takes the reference to `item` and keeps the better one.
static bool consider(ThreadState *ts, Best *best, Ref item, Value key_function,
                     CompareOperator op) ATTACHED {
    Value argument = borrow(item);
    Ref key = value_is_none(key_function) ? ref_take(ts, argument)
                                          : value_call(ts, key_function, &argument, 1);
    if (ref_is_null(key)) {
        ref_drop(ts, item);
        return false;
    }
    int better = 1;
    if (!ref_is_null(best->item)) {
        better = value_compare_truth(ts, op, borrow(key), borrow(best->key));
    }
    Best worse = {item, key};
    if (better > 0) {
        worse = *best;
        *best = (Best){item, key};
    }
    ref_drop(ts, worse.item);
    ref_drop(ts, worse.key);
    return better >= 0;
}

// The best of what an iterable gives; *best stays empty if it gives nothing.
static bool best_of(ThreadState *ts, Value iterable, Value key, CompareOperator op,
                    Best *best) ATTACHED {
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool good = true;
    while (good) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            good = iterator_has_ended(ts);
            break;
        }
        good = consider(ts, best, item, key, op);
    }
    ref_drop(ts, iterator);
    return good;
}

// arguments: *values, default, key.
static Ref min_or_max(ThreadState *ts, const Value *arguments, CompareOperator op,
                      const char *name) ATTACHED {
    Tuple *values = as_tuple(arguments[0]);
    Value fallback = arguments[1];
    Value key = value_is_null(arguments[2]) ? NONE : arguments[2];
    if (values->length == 0) {
        return raise_error(ts, EXC_TYPE_ERROR, "%s expected at least 1 argument, got 0", name);
    }
    if (values->length > 1 && !value_is_null(fallback)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "Cannot specify a default for %s() with multiple positional "
                           "arguments",
                           name);
    }
    Best best = {NO_REF, NO_REF};
    Value iterable = values->length == 1 ? values->items[0] : arguments[0];
    bool good = best_of(ts, iterable, key, op, &best);
    ref_drop(ts, best.key);
    if (!good) {
        ref_drop(ts, best.item);
        return NO_REF;
    }
    if (!ref_is_null(best.item)) {
        return best.item;
    }
    return value_is_null(fallback)
               ? raise_error(ts, EXC_VALUE_ERROR, "%s() iterable argument is empty", name)
               : ref_take(ts, fallback);
}

static Ref builtin_min(ThreadState *ts, const Value *arguments) ATTACHED {
    return min_or_max(ts, arguments, COMPARE_LESS, "min");
}

static Ref builtin_max(ThreadState *ts, const Value *arguments) ATTACHED {
    return min_or_max(ts, arguments, COMPARE_GREATER, "max");
}

static Ref builtin_sorted(ThreadState *ts, const Value *arguments) ATTACHED {
    Value key = value_is_null(arguments[1]) ? NONE : arguments[1];
    Ref list = list_from_iterable(ts, arguments[0]);
    if (ref_is_null(list)) {
        return NO_REF;
    }
    int reverse = value_is_null(arguments[2]) ? 0 : value_truth(ts, arguments[2]);
    if (reverse < 0 || !list_sort(ts, value_object(borrow(list)), key, reverse)) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

const NativeDef iteration_builtins[] = {
    {"all(iterable, /)", builtin_all,
     "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is "
     "empty, return True.",
     0},
    {"any(iterable, /)", builtin_any,
     "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, "
     "return False.",
     0},
    {"iter(object, sentinel=(), /)", builtin_iter,
     "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from "
     "an object.\nIn the first form, the argument must supply its own iterator, or be a "
     "sequence.\nIn the second form, the callable is called until it returns the sentinel.",
     0},
    {"len(obj, /)", builtin_len, "Return the number of items in a container.",
     NATIVE_UNCHECKED},
    {"max(*values, default=None, key=None)", builtin_max,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, "
     "key=func]) "
     "-> value\n\nWith a single iterable argument, return its biggest item. The\ndefault "
     "keyword-only argument specifies an object to return if\nthe provided iterable is "
     "empty.\nWith two or more positional arguments, return the largest argument.",
     0},
    {"min(*values, default=None, key=None)", builtin_min,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, "
     "key=func]) "
     "-> value\n\nWith a single iterable argument, return its smallest item. The\ndefault "
     "keyword-only argument specifies an object to return if\nthe provided iterable is "
     "empty.\nWith two or more positional arguments, return the smallest argument.",
     0},
    {"next(iterator, default=None, /)", builtin_next,
     "next(iterator[, default])\n\nReturn the next item from the iterator. If default is given "
     "and the iterator\nis exhausted, it is returned instead of raising StopIteration.",
     0},
    {"sorted(iterable, /, *, key=None, reverse=False)", builtin_sorted,
     "Return a new list containing all items from the iterable in ascending order.\n\nA custom "
     "key function can be supplied to customize the sort order, and the\nreverse flag can be "
     "set to request the result in descending order.",
     NATIVE_COUNTED},
    {"sum(iterable, /, start=0)", builtin_sum,
     "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the "
     "iterable is empty, return the start value.\nThis function is intended specifically for "
     "use with numeric values and may\nreject non-numeric types.",
     0},
    {NULL, NULL, NULL, 0},
};
