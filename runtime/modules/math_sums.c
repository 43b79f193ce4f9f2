// math: sums, products and lengths of many numbers, with less error than adding up has.
//
// The building stone is the sum or product of two doubles without any error, as a pair: the
// rounded result and what rounding lost (T. J. Dekker 1971; Ogita, Rump, Oishi 2005).
#include "runtime/modules/math_functions.h"

#include <float.h>
#include <math.h>

#include "runtime/objects/float.h"
#include "runtime/objects/int.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct Exact {
    double high;
    double low;
} Exact;

static Exact exact_sum(double a, double b) {
    double sum = a + b;
    double part = sum - a;
    return (Exact){sum, (a - (sum - part)) + (b - part)};
}

// The same where |a| >= |b|.
static Exact exact_fast_sum(double a, double b) {
    double sum = a + b;
    return (Exact){sum, (a - sum) + b};
}

static Exact exact_product(double a, double b) {
    double product = a * b;
    return (Exact){product, fma(a, b, -product)};
}

// --- fsum: Shewchuk's partials ---

// Partial sums that do not overlap, smallest first; their exact sum is the sum so far.
typedef struct Partials {
    double *values;
    int64_t length;
    int64_t capacity;
    double special_sum;  // of infinities and NaNs
    double infinity_sum; // of infinities
    double storage[32];
} Partials;

static bool add_partial(ThreadState *ts, Partials *partials, double x) ATTACHED {
    double original = x;
    int64_t kept = 0;
    for (int64_t i = 0; i < partials->length; i++) {
        double y = partials->values[i];
        bool is_swapped = fabs(x) < fabs(y);
        Exact sum = is_swapped ? exact_fast_sum(y, x) : exact_fast_sum(x, y);
        if (sum.low != 0.0) {
            partials->values[kept++] = sum.low;
        }
        x = sum.high;
    }
    partials->length = kept;
    if (x == 0.0) {
        return true;
    }
    if (!isfinite(x)) {
        if (isfinite(original)) {
            raise_error(ts, EXC_OVERFLOW_ERROR, "intermediate overflow in fsum");
            return false;
        }
        partials->infinity_sum += isinf(original) ? original : 0.0;
        partials->special_sum += original;
        partials->length = 0;
        return true;
    }
    if (partials->length == partials->capacity) {
        int64_t capacity = partials->capacity * 2;
        double *values = buffer_new(ts, (size_t)capacity * sizeof *values);
        if (!values) {
            return false;
        }
        memcpy(values, partials->values, (size_t)partials->length * sizeof *values);
        if (partials->values != partials->storage) {
            buffer_free(ts, partials->values);
        }
        partials->values = values;
        partials->capacity = capacity;
    }
    partials->values[partials->length++] = x;
    return true;
}

// The exact sum, rounded once: ties are decided by what lies below.
static double round_partials(const Partials *partials) {
    int64_t n = partials->length;
    const double *values = partials->values;
    if (n == 0) {
        return 0.0;
    }
    double high = values[--n];
    double low = 0.0;
    while (n > 0) {
        Exact sum = exact_fast_sum(high, values[--n]);
        high = sum.high;
        low = sum.low;
        if (low != 0.0) {
            break;
        }
    }
    if (n > 0 && ((low < 0.0 && values[n - 1] < 0.0) || (low > 0.0 && values[n - 1] > 0.0))) {
        double twice = low * 2.0;
        double up = high + twice;
        if (twice == up - high) {
            high = up;
        }
    }
    return high;
}

static Ref finish_fsum(ThreadState *ts, const Partials *partials) ATTACHED {
    if (partials->special_sum == 0.0) {
        return float_new(ts, round_partials(partials));
    }
    if (isnan(partials->infinity_sum)) {
        return raise_error(ts, EXC_VALUE_ERROR, "-inf + inf in fsum");
    }
    return float_new(ts, partials->special_sum);
}

Ref math_fsum(ThreadState *ts, const Value *arguments) {
    Ref iterator = value_iterate(ts, arguments[0]);
    if (ref_is_null(iterator)) {
        return NO_REF;
    }
    Partials partials = {.capacity = 32};
    partials.values = partials.storage;
    bool is_good = true;
    while (is_good) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            break;
        }
        double x;
        is_good = value_to_float(ts, borrow(item), &x);
        ref_drop(ts, item);
        is_good = is_good && add_partial(ts, &partials, x);
    }
    Ref result = error_is_set(ts) ? NO_REF : finish_fsum(ts, &partials);
    if (partials.values != partials.storage) {
        buffer_free(ts, partials.values);
    }
    ref_drop(ts, iterator);
    return result;
}

// --- prod, sumprod ---

Ref math_prod(ThreadState *ts, const Value *arguments) {
    Ref iterator = value_iterate(ts, arguments[0]);
    if (ref_is_null(iterator)) {
        return NO_REF;
    }
    Ref product =
        value_is_null(arguments[1]) ? owned(value_from_int(1)) : ref_take(ts, arguments[1]);
    while (!ref_is_null(product)) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            break;
        }
        Ref next = value_binary(ts, BINARY_MULTIPLY, borrow(product), borrow(item));
        ref_drop(ts, item);
        ref_drop(ts, product);
        product = next;
    }
    ref_drop(ts, iterator);
    if (error_is_set(ts)) {
        ref_drop(ts, product);
        return NO_REF;
    }
    return product;
}

// A running sum of products of floats in three doubles.
typedef struct Triple {
    double high;
    double low;
    double tiny;
} Triple;

static Triple triple_add_product(Triple total, double x, double y) {
    Exact product = exact_product(x, y);
    Exact high = exact_sum(total.high, product.high);
    Exact low = exact_sum(total.low, product.low);
    Exact middle = exact_sum(low.high, high.low);
    return (Triple){high.high, middle.high, total.tiny + low.low + middle.low};
}

static double triple_round(Triple total) {
    Exact low = exact_sum(total.low, total.tiny);
    return exact_sum(total.high, low.high).high;
}

// The sum so far: an exact sum of the leading ints and of everything irregular, and beside it
// the floats while they come one after another.
typedef struct SumOfProducts {
    Ref total;
    enum { SUM_INTS, SUM_FLOATS, SUM_ANYTHING } phase;
    bool has_floats;
    Triple floats;
} SumOfProducts;

static bool add_to_total(ThreadState *ts, SumOfProducts *sum, Ref product) ATTACHED {
    Ref total = ref_is_null(product)
                    ? NO_REF
                    : value_binary(ts, BINARY_ADD, borrow(sum->total), borrow(product));
    ref_drop(ts, product);
    if (ref_is_null(total)) {
        return false;
    }
    ref_drop(ts, sum->total);
    sum->total = total;
    return true;
}

// Adds the floats to the total.
static bool settle_floats(ThreadState *ts, SumOfProducts *sum) ATTACHED {
    if (!sum->has_floats) {
        return true;
    }
    sum->has_floats = false;
    double rounded = triple_round(sum->floats);
    sum->floats = (Triple){0, 0, 0};
    return add_to_total(ts, sum, float_new(ts, rounded));
}

// A factor beside a float: an exact float, or an int that fits a double.
static bool float_factor(Value v, double *out) {
    int64_t small;
    if (float_is_exact(v)) {
        *out = float_value(v);
        return true;
    }
    if (!(int_is_exact(v) || value_is_bool(v)) || !int_fits_i64(v, &small)) {
        return false;
    }
    *out = (double)small;
    return true;
}

static bool add_product(ThreadState *ts, SumOfProducts *sum, Value p, Value q) ATTACHED {
    if (sum->phase == SUM_INTS) {
        if (int_is_exact(p) && int_is_exact(q)) {
            return add_to_total(ts, sum, int_multiply(ts, p, q));
        }
        sum->phase = SUM_FLOATS;
    }
    if (sum->phase == SUM_FLOATS) {
        double x;
        double y;
        if ((float_is_exact(p) || float_is_exact(q)) && float_factor(p, &x) &&
            float_factor(q, &y)) {
            Triple floats = triple_add_product(sum->floats, x, y);
            if (isfinite(floats.high)) {
                sum->floats = floats;
                sum->has_floats = true;
                return true;
            }
        }
        if (!settle_floats(ts, sum)) {
            return false;
        }
        sum->phase = SUM_ANYTHING;
    }
    return add_to_total(ts, sum, value_binary(ts, BINARY_MULTIPLY, p, q));
}

// One step: 1 a pair was added, 0 both are at their end, -1 exception.
static int step_sumprod(ThreadState *ts, SumOfProducts *sum, Value p, Value q) ATTACHED {
    Ref left = iterator_next(ts, p);
    if (ref_is_null(left) && error_is_set(ts)) {
        return -1;
    }
    Ref right = iterator_next(ts, q);
    int result = 0;
    if (ref_is_null(right) && error_is_set(ts)) {
        result = -1;
    } else if (ref_is_null(left) != ref_is_null(right)) {
        raise_error(ts, EXC_VALUE_ERROR, "Inputs are not the same length");
        result = -1;
    } else if (!ref_is_null(left)) {
        result = add_product(ts, sum, borrow(left), borrow(right)) ? 1 : -1;
    }
    ref_drop(ts, right);
    ref_drop(ts, left);
    return result;
}

Ref math_sumprod(ThreadState *ts, const Value *arguments) {
    Ref p = value_iterate(ts, arguments[0]);
    if (ref_is_null(p)) {
        return NO_REF;
    }
    Ref q = value_iterate(ts, arguments[1]);
    SumOfProducts sum = {.total = owned(value_from_int(0)), .phase = SUM_INTS};
    int state = ref_is_null(q) ? -1 : 1;
    while (state > 0) {
        state = step_sumprod(ts, &sum, borrow(p), borrow(q));
    }
    if (state < 0 || !settle_floats(ts, &sum)) {
        ref_drop(ts, sum.total);
        sum.total = NO_REF;
    }
    ref_drop(ts, q);
    ref_drop(ts, p);
    return sum.total;
}

// --- hypot, dist ---

// The Euclidean length of n magnitudes of which `largest` is the largest. The squares are
// summed after scaling by a power of two, without error but in the last bits, and the square
// root is corrected once.
static double euclidean_length(double *magnitudes, int64_t n, double largest, bool has_nan) {
    if (isinf(largest)) {
        return largest;
    }
    if (has_nan) {
        return NAN;
    }
    if (largest == 0.0 || n <= 1) {
        return largest;
    }
    int exponent;
    frexp(largest, &exponent);
    if (exponent < -1023) {
        // The scale would overflow: make normal numbers of the subnormal ones first.
        for (int64_t i = 0; i < n; i++) {
            magnitudes[i] /= DBL_MIN;
        }
        return DBL_MIN * euclidean_length(magnitudes, n, largest / DBL_MIN, has_nan);
    }
    double scale = ldexp(1.0, -exponent);
    double sum = 1.0;
    double product_rest = 0.0;
    double sum_rest = 0.0;
    for (int64_t i = 0; i < n; i++) {
        double x = magnitudes[i] * scale;
        Exact square = exact_product(x, x);
        Exact next = exact_fast_sum(sum, square.high);
        sum = next.high;
        product_rest += square.low;
        sum_rest += next.low;
    }
    double length = sqrt(sum - 1.0 + (product_rest + sum_rest));
    Exact square = exact_product(-length, length);
    Exact next = exact_fast_sum(sum, square.high);
    product_rest += square.low;
    sum_rest += next.low;
    double error = next.high - 1.0 + (product_rest + sum_rest);
    length += error / (2.0 * length);
    return length / scale;
}

// |a[i]| or, with b, |a[i] - b[i]| for two tuples of n items.
static Ref length_of(ThreadState *ts, const Tuple *a, const Tuple *b) ATTACHED {
    int64_t n = a->length;
    double storage[16];
    double *magnitudes = storage;
    if (n > 16) {
        magnitudes = buffer_new(ts, (size_t)n * sizeof *magnitudes);
        if (!magnitudes) {
            return NO_REF;
        }
    }
    double largest = 0.0;
    bool has_nan = false;
    bool is_good = true;
    for (int64_t i = 0; i < n && is_good; i++) {
        double x;
        double y = 0.0;
        is_good =
            value_to_float(ts, a->items[i], &x) && (!b || value_to_float(ts, b->items[i], &y));
        if (is_good) {
            magnitudes[i] = fabs(x - y);
            has_nan |= isnan(magnitudes[i]);
            largest = magnitudes[i] > largest ? magnitudes[i] : largest;
        }
    }
    Ref result =
        is_good ? float_new(ts, euclidean_length(magnitudes, n, largest, has_nan)) : NO_REF;
    if (magnitudes != storage) {
        buffer_free(ts, magnitudes);
    }
    return result;
}

Ref math_hypot(ThreadState *ts, const Value *arguments) {
    return length_of(ts, (const Tuple *)value_object(arguments[0]), NULL);
}

Ref math_dist(ThreadState *ts, const Value *arguments) {
    Ref p = tuple_from_iterable(ts, arguments[0]);
    Ref q = ref_is_null(p) ? NO_REF : tuple_from_iterable(ts, arguments[1]);
    if (ref_is_null(q)) {
        ref_drop(ts, p);
        return NO_REF;
    }
    const Tuple *first = (const Tuple *)value_object(borrow(p));
    const Tuple *second = (const Tuple *)value_object(borrow(q));
    Ref result = first->length == second->length
                     ? length_of(ts, first, second)
                     : raise_error(ts, EXC_VALUE_ERROR,
                                   "both points must have the same number of dimensions");
    ref_drop(ts, q);
    ref_drop(ts, p);
    return result;
}
