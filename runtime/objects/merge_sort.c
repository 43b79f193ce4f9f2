// Timsort. See merge_sort.h for the sources of the ideas.
//
// The array is cut into runs: stretches that ascend already, or descend and are reversed; short
// ones are made up to `minimum run` length by binary insertion. Runs are merged in pairs, in
// the order of a nearly optimal merge tree. A merge copies the shorter run aside and, when one
// side keeps winning, gallops: it looks for the end of the stretch in exponential steps.
//
// Invariant: at every call of `less`, and on every return, the arrays and the copy set aside
// hold every item once; a failing merge puts what is set aside back before it returns.
#include "runtime/objects/merge_sort.h"

#include "vm/object/heap.h"

#define MINIMUM_GALLOP 7
// Powers on the stack are strictly increasing numbers below 64 bits, so this is never reached.
#define PENDING_MAX 85

// Keys with the values that move along; values null: none.
typedef struct Lanes {
    Value *keys;
    Value *values;
} Lanes;

typedef struct PendingRun {
    int64_t start;
    int64_t length;
    int power; // of the boundary behind this run in the merge tree
} PendingRun;

typedef struct Sort {
    ThreadState *ts;
    SortLess less;
    Lanes all;
    int64_t length;
    Lanes aside; // the copy of the shorter run
    int64_t aside_capacity;
    int64_t minimum_gallop;
    int n_pending;
    PendingRun pending[PENDING_MAX];
} Sort;

static inline int is_less(Sort *sort, Value a, Value b) ATTACHED {
    if (!sort->less) {
        // The tag bits are equal, so the words order as the numbers do.
        return (int64_t)a.bits < (int64_t)b.bits;
    }
    return sort->less(sort->ts, a, b);
}

static inline Lanes lanes_at(Lanes lanes, int64_t i) {
    return (Lanes){lanes.keys + i, lanes.values ? lanes.values + i : NULL};
}

static inline void lanes_set(Lanes to, int64_t i, Lanes from, int64_t j) {
    to.keys[i] = from.keys[j];
    if (to.values) {
        to.values[i] = from.values[j];
    }
}

static void lanes_move(Lanes to, int64_t i, Lanes from, int64_t j, int64_t n) {
    memmove(to.keys + i, from.keys + j, (size_t)n * sizeof(Value));
    if (to.values) {
        memmove(to.values + i, from.values + j, (size_t)n * sizeof(Value));
    }
}

static void reverse_values(Value *first, int64_t n) {
    for (Value *last = first + n - 1; first < last; first++, last--) {
        Value v = *first;
        *first = *last;
        *last = v;
    }
}

// --- runs -----------------------------------------------------------------------------------

// The length of the run at the start of `lanes`; a strictly descending one is turned round.
static int64_t count_run(Sort *sort, Lanes lanes, int64_t n) ATTACHED {
    if (n < 2) {
        return n;
    }
    int first = is_less(sort, lanes.keys[1], lanes.keys[0]);
    if (first < 0) {
        return -1;
    }
    int64_t length = 2;
    for (; length < n; length++) {
        int less = is_less(sort, lanes.keys[length], lanes.keys[length - 1]);
        if (less < 0) {
            return -1;
        }
        if (less != first) {
            break;
        }
    }
    if (first) {
        reverse_values(lanes.keys, length);
        if (lanes.values) {
            reverse_values(lanes.values, length);
        }
    }
    return length;
}

// Sorts n items of which the first `sorted` are in order.
static bool insert_binary(Sort *sort, Lanes lanes, int64_t n, int64_t sorted) ATTACHED {
    for (int64_t i = sorted; i < n; i++) {
        Value pivot = lanes.keys[i];
        int64_t low = 0;
        int64_t high = i;
        while (low < high) {
            int64_t middle = (low + high) >> 1;
            int less = is_less(sort, pivot, lanes.keys[middle]);
            if (less < 0) {
                return false;
            }
            if (less) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Value value = lanes.values ? lanes.values[i] : NO_VALUE;
        lanes_move(lanes, low + 1, lanes, low, i - low);
        lanes.keys[low] = pivot;
        if (lanes.values) {
            lanes.values[low] = value;
        }
    }
    return true;
}

// --- galloping ------------------------------------------------------------------------------

// Where `key` belongs in the sorted keys: before the first item not less than it (is_right
// false) or behind the last not greater (true). The search starts at `hint` and doubles its
// steps. -1 with the exception set.
static int64_t gallop(Sort *sort, Value key, const Value *keys, int64_t n, int64_t hint,
                      bool is_right) ATTACHED {
// Whether the item at i belongs before `key`.
#define BEFORE(i)                                                                              \
    (is_right ? (less = is_less(sort, key, keys[i]), less < 0 ? -1 : !less)                    \
              : is_less(sort, keys[i], key))
    int less;
    int64_t last = 0;
    int64_t offset = 1;
    int before = BEFORE(hint);
    if (before < 0) {
        return -1;
    }
    int64_t limit = before ? n - hint : hint + 1;
    while (offset < limit) {
        int same = before ? BEFORE(hint + offset) : BEFORE(hint - offset);
        if (same < 0) {
            return -1;
        }
        if (same != before) {
            break;
        }
        last = offset;
        offset = offset > limit / 2 ? limit : offset * 2 + 1;
    }
    if (offset > limit) {
        offset = limit;
    }
    // The answer lies in (low, high]: item low belongs before the key, item high does not.
    int64_t low = before ? hint + last : hint - offset;
    int64_t high = before ? hint + offset : hint - last;
    for (low++; low < high;) {
        int64_t middle = low + ((high - low) >> 1);
        int same = BEFORE(middle);
        if (same < 0) {
            return -1;
        }
        if (same) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return high;
#undef BEFORE
}

// --- merging --------------------------------------------------------------------------------

static bool reserve_aside(Sort *sort, int64_t n) ATTACHED {
    if (n <= sort->aside_capacity) {
        return true;
    }
    bool has_values = sort->all.values != NULL;
    Value *keys = buffer_new(sort->ts, (size_t)n * sizeof(Value) * (has_values ? 2 : 1));
    if (!keys) {
        return false;
    }
    buffer_free(sort->ts, sort->aside.keys);
    sort->aside = (Lanes){keys, has_values ? keys + n : NULL};
    sort->aside_capacity = n;
    return true;
}

// What a merge has left to do.
typedef struct Merge {
    Lanes a;
    Lanes b;
    int64_t n_a;
    int64_t n_b;
    Lanes to;
} Merge;

// Takes whole stretches from either side as long as they are long. 1 one side is used up, 0 go
// on item by item, -1 exception. Ascending.
static int gallop_low(Sort *sort, Merge *m) ATTACHED {
    int64_t stretch_a;
    int64_t stretch_b;
    sort->minimum_gallop++;
    do {
        sort->minimum_gallop -= sort->minimum_gallop > 1;
        stretch_a = gallop(sort, m->b.keys[0], m->a.keys, m->n_a, 0, true);
        if (stretch_a < 0) {
            return -1;
        }
        lanes_move(m->to, 0, m->a, 0, stretch_a);
        m->to = lanes_at(m->to, stretch_a);
        m->a = lanes_at(m->a, stretch_a);
        m->n_a -= stretch_a;
        if (m->n_a <= 1) {
            return 1;
        }
        lanes_set(m->to, 0, m->b, 0);
        m->to = lanes_at(m->to, 1);
        m->b = lanes_at(m->b, 1);
        if (--m->n_b == 0) {
            return 1;
        }
        stretch_b = gallop(sort, m->a.keys[0], m->b.keys, m->n_b, 0, false);
        if (stretch_b < 0) {
            return -1;
        }
        lanes_move(m->to, 0, m->b, 0, stretch_b);
        m->to = lanes_at(m->to, stretch_b);
        m->b = lanes_at(m->b, stretch_b);
        m->n_b -= stretch_b;
        if (m->n_b == 0) {
            return 1;
        }
        lanes_set(m->to, 0, m->a, 0);
        m->to = lanes_at(m->to, 1);
        m->a = lanes_at(m->a, 1);
        if (--m->n_a == 1) {
            return 1;
        }
    } while (stretch_a >= MINIMUM_GALLOP || stretch_b >= MINIMUM_GALLOP);
    sort->minimum_gallop++;
    return 0;
}

// Merges until one side is used up, a the left side, set aside. 1, or -1 with the exception.
static int run_merge_low(Sort *sort, Merge *m) ATTACHED {
    for (;;) {
        int64_t wins_a = 0;
        int64_t wins_b = 0;
        while (wins_a < sort->minimum_gallop && wins_b < sort->minimum_gallop) {
            int less = is_less(sort, m->b.keys[0], m->a.keys[0]);
            if (less < 0) {
                return -1;
            }
            if (less) {
                lanes_set(m->to, 0, m->b, 0);
                m->b = lanes_at(m->b, 1);
                wins_b++;
                wins_a = 0;
            } else {
                lanes_set(m->to, 0, m->a, 0);
                m->a = lanes_at(m->a, 1);
                wins_a++;
                wins_b = 0;
            }
            m->to = lanes_at(m->to, 1);
            if (less ? --m->n_b == 0 : --m->n_a == 1) {
                return 1;
            }
        }
        int done = gallop_low(sort, m);
        if (done) {
            return done;
        }
    }
}

// Merges neighbours, the left one not longer. The first of b is known to come first, the last
// of a to come last.
static bool merge_low(Sort *sort, Lanes a, int64_t n_a, Lanes b, int64_t n_b) ATTACHED {
    if (!reserve_aside(sort, n_a)) {
        return false;
    }
    lanes_move(sort->aside, 0, a, 0, n_a);
    lanes_set(a, 0, b, 0);
    Merge m = {sort->aside, lanes_at(b, 1), n_a, n_b - 1, lanes_at(a, 1)};
    int done = m.n_b == 0 || m.n_a == 1 ? 1 : run_merge_low(sort, &m);
    // A comparison that contradicts itself may have used up a: then b is in its place.
    if (done > 0 && m.n_b > 0 && m.n_a > 0) {
        // One item of a is left, and it is the greatest.
        lanes_move(m.to, 0, m.b, 0, m.n_b);
        lanes_set(m.to, m.n_b, m.a, 0);
    } else {
        lanes_move(m.to, 0, m.a, 0, m.n_a);
    }
    return done > 0;
}

// The same from the right: a stays in place, b is set aside; `to` is the place behind the next.
static int gallop_high(Sort *sort, Merge *m) ATTACHED {
    int64_t stretch_a;
    int64_t stretch_b;
    sort->minimum_gallop++;
    do {
        sort->minimum_gallop -= sort->minimum_gallop > 1;
        int64_t keep = gallop(sort, m->b.keys[m->n_b - 1], m->a.keys, m->n_a, m->n_a - 1, true);
        if (keep < 0) {
            return -1;
        }
        stretch_a = m->n_a - keep;
        m->to = lanes_at(m->to, -stretch_a);
        lanes_move(m->to, 0, m->a, keep, stretch_a);
        m->n_a = keep;
        if (m->n_a == 0) {
            return 1;
        }
        m->to = lanes_at(m->to, -1);
        lanes_set(m->to, 0, m->b, --m->n_b);
        if (m->n_b == 1) {
            return 1;
        }
        keep = gallop(sort, m->a.keys[m->n_a - 1], m->b.keys, m->n_b, m->n_b - 1, false);
        if (keep < 0) {
            return -1;
        }
        stretch_b = m->n_b - keep;
        m->to = lanes_at(m->to, -stretch_b);
        lanes_move(m->to, 0, m->b, keep, stretch_b);
        m->n_b = keep;
        if (m->n_b <= 1) {
            return 1;
        }
        m->to = lanes_at(m->to, -1);
        lanes_set(m->to, 0, m->a, --m->n_a);
        if (m->n_a == 0) {
            return 1;
        }
    } while (stretch_a >= MINIMUM_GALLOP || stretch_b >= MINIMUM_GALLOP);
    sort->minimum_gallop++;
    return 0;
}

static int run_merge_high(Sort *sort, Merge *m) ATTACHED {
    for (;;) {
        int64_t wins_a = 0;
        int64_t wins_b = 0;
        while (wins_a < sort->minimum_gallop && wins_b < sort->minimum_gallop) {
            int less = is_less(sort, m->b.keys[m->n_b - 1], m->a.keys[m->n_a - 1]);
            if (less < 0) {
                return -1;
            }
            m->to = lanes_at(m->to, -1);
            if (less) {
                lanes_set(m->to, 0, m->a, --m->n_a);
                wins_a++;
                wins_b = 0;
            } else {
                lanes_set(m->to, 0, m->b, --m->n_b);
                wins_b++;
                wins_a = 0;
            }
            if (less ? m->n_a == 0 : m->n_b == 1) {
                return 1;
            }
        }
        int done = gallop_high(sort, m);
        if (done) {
            return done;
        }
    }
}

static bool merge_high(Sort *sort, Lanes a, int64_t n_a, Lanes b, int64_t n_b) ATTACHED {
    if (!reserve_aside(sort, n_b)) {
        return false;
    }
    lanes_move(sort->aside, 0, b, 0, n_b);
    lanes_set(b, n_b - 1, a, n_a - 1);
    Merge m = {a, sort->aside, n_a - 1, n_b, lanes_at(b, n_b - 1)};
    int done = m.n_a == 0 || m.n_b == 1 ? 1 : run_merge_high(sort, &m);
    if (done > 0 && m.n_a > 0 && m.n_b > 0) {
        // One item of b is left, and it is the least.
        m.to = lanes_at(m.to, -m.n_a);
        lanes_move(m.to, 0, m.a, 0, m.n_a);
        lanes_set(m.to, -1, m.b, 0);
    } else {
        lanes_move(m.to, -m.n_b, m.b, 0, m.n_b);
    }
    return done > 0;
}

// Merges the last two runs on the stack.
static bool merge_top(Sort *sort) ATTACHED {
    PendingRun *left = &sort->pending[sort->n_pending - 2];
    PendingRun *right = left + 1;
    Lanes a = lanes_at(sort->all, left->start);
    Lanes b = lanes_at(sort->all, right->start);
    int64_t n_a = left->length;
    int64_t n_b = right->length;
    left->length += n_b;
    sort->n_pending--;
    // What is in place already at either end needs no merging.
    int64_t skip = gallop(sort, b.keys[0], a.keys, n_a, 0, true);
    if (skip < 0) {
        return false;
    }
    a = lanes_at(a, skip);
    n_a -= skip;
    if (n_a == 0) {
        return true;
    }
    n_b = gallop(sort, a.keys[n_a - 1], b.keys, n_b, n_b - 1, false);
    if (n_b <= 0) {
        return n_b == 0;
    }
    return n_a <= n_b ? merge_low(sort, a, n_a, b, n_b) : merge_high(sort, a, n_a, b, n_b);
}

// The depth in the merge tree of the boundary between two neighbouring runs.
static int boundary_power(int64_t start, int64_t n_left, int64_t n_right, int64_t length) {
    int power = 0;
    uint64_t a = 2 * (uint64_t)start + (uint64_t)n_left;
    uint64_t b = a + (uint64_t)n_left + (uint64_t)n_right;
    for (uint64_t n = (uint64_t)length;;) {
        power++;
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

static bool push_run(Sort *sort, int64_t start, int64_t length) ATTACHED {
    if (sort->n_pending > 0) {
        PendingRun *last = &sort->pending[sort->n_pending - 1];
        int power = boundary_power(last->start, last->length, length, sort->length);
        while (sort->n_pending > 1 && sort->pending[sort->n_pending - 2].power > power) {
            if (!merge_top(sort)) {
                return false;
            }
        }
        sort->pending[sort->n_pending - 1].power = power;
    }
    sort->pending[sort->n_pending++] = (PendingRun){start, length, 0};
    return true;
}

// Between 32 and 64, so that length / minimum is a power of two or a little less.
static int64_t minimum_run(int64_t n) {
    int64_t rest = 0;
    while (n >= 64) {
        rest |= n & 1;
        n >>= 1;
    }
    return n + rest;
}

static bool sort_all(Sort *sort) ATTACHED {
    int64_t minimum = minimum_run(sort->length);
    for (int64_t start = 0; start < sort->length;) {
        Lanes lanes = lanes_at(sort->all, start);
        int64_t rest = sort->length - start;
        int64_t run = count_run(sort, lanes, rest);
        if (run < 0) {
            return false;
        }
        if (run < minimum) {
            int64_t forced = rest < minimum ? rest : minimum;
            if (!insert_binary(sort, lanes, forced, run)) {
                return false;
            }
            run = forced;
        }
        if (!push_run(sort, start, run)) {
            return false;
        }
        start += run;
    }
    while (sort->n_pending > 1) {
        if (!merge_top(sort)) {
            return false;
        }
    }
    return true;
}

bool merge_sort(ThreadState *ts, Value *keys, Value *values, int64_t n, SortLess less) {
    Sort sort;
    sort.ts = ts;
    sort.less = less;
    sort.all = (Lanes){keys, values};
    sort.length = n;
    sort.aside = (Lanes){NULL, NULL};
    sort.aside_capacity = 0;
    sort.minimum_gallop = MINIMUM_GALLOP;
    sort.n_pending = 0;
    bool done = sort_all(&sort);
    buffer_free(ts, sort.aside.keys);
    return done;
}
