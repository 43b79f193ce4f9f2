// Split counts, every interleaving: the steps of vm/object/split.c as a model, for one object
// that is merged, gets split, and is added up when it may be dead. The world is stopped when no
// thread is between two steps of one operation.
//
// An object that is destroyed while somebody holds a reference, destroyed twice, or never
// destroyed at all is a problem. Each rule is broken on purpose as well, and the search must
// find a problem then.
#include <stdio.h>

#include "tests/unit/check.h"
#include "tests/unit/model.h"

enum { MAIN = 0, THREADS = 3 };

typedef enum Mutation {
    NONE_BROKEN,
    BASE_NOT_RAISED,      // the base of a split object can look dead
    LOW_STORED_LATE,      // a new low is stored when the others' have been looked at
    LOWERED_BASE_SILENT,  // who lowers the base of a split object does not look
    OWN_LOW_ONLY,         // ... looks at its own row only
    END_FORGETS_ROW,      // a thread ends, and what it has counted is lost
    END_LEAVES_NO_ADDER,  // a thread that is ending asks itself to add up
    ADDS_UP_AMONG_OTHERS, // the world is not stopped
    MUTATIONS
} Mutation;

// What a thread does, one letter each:
//   t  take a reference out of the slot without a lock, if there is one    r  count one more
//   c  clear the slot, and hold what it held    d  drop one    s  split    p  pass a safe point
//   e  the thread ends (what follows are destructors)
typedef struct Thread {
    char program[8];
    uint8_t at, step;
    int8_t held; // references
    int8_t delta, lowest;
    int8_t bound; // what it has added up of the bound below
    uint8_t looks_at;
    uint8_t has_ended;
    uint8_t must_add_up; // PENDING_ADD_UP
} Thread;

typedef struct State {
    Thread threads[THREADS];
    int8_t base;
    uint8_t is_raised, is_split;
    uint8_t slot;
    uint8_t lock; // of the table: thread + 1
    uint8_t destroyed;
    uint8_t mutation;
    uint8_t rest[MODEL_STATE_SIZE - THREADS * sizeof(Thread) - 7];
} State;

_Static_assert(sizeof(State) == MODEL_STATE_SIZE, "states are compared byte by byte");

// Steps of an operation. It begins with the first; others may see what is between two.
enum {
    BEGIN,
    COUNT_IN_ROW,
    COUNT_IN_BASE,
    RECHECK_SLOT,
    DROP_IN_ROW,
    DROP_IN_BASE,
    STORE_LOW,
    LOCK_TO_LOOK,
    LOOK,
    LOCK_TO_SPLIT,
    PUBLISH,
};

static void next(Thread *t) {
    t->at++;
    t->step = BEGIN;
}

static bool is_dead(const State *s) {
    return !s->is_split && !s->is_raised && s->base <= 0;
}

// --- dropping ---

static void begin_drop(const State *s, Thread *t) {
    t->step = s->is_split && !t->has_ended ? DROP_IN_ROW : DROP_IN_BASE;
}

static void drop_in_row(const State *s, Thread *t) {
    t->held--;
    t->delta--;
    if (t->delta >= t->lowest) {
        next(t);
    } else {
        t->step = s->mutation == LOW_STORED_LATE ? LOCK_TO_LOOK : STORE_LOW;
    }
}

static void drop_in_base(State *s, Thread *t) {
    t->held--;
    s->base--;
    if (is_dead(s)) {
        s->destroyed += s->base == 0;
        next(t);
    } else if (s->is_raised && s->mutation != LOWERED_BASE_SILENT) {
        t->step = LOCK_TO_LOOK;
    } else {
        next(t);
    }
}

// check_low(), one row at a time.
static void look(State *s, Thread *t, int me) {
    if (t->looks_at == 0) {
        t->bound = s->base;
    }
    const Thread *other = &s->threads[t->looks_at];
    if (s->mutation != OWN_LOW_ONLY || other == t) {
        t->bound =
            (int8_t)(t->bound +
                     (s->mutation == LOW_STORED_LATE && other == t ? t->delta : other->lowest));
    }
    if (++t->looks_at < THREADS) {
        return;
    }
    if (t->bound <= 0) {
        bool asks_main = t->has_ended && s->mutation != END_LEAVES_NO_ADDER;
        s->threads[asks_main ? MAIN : me].must_add_up = 1;
    }
    t->looks_at = 0;
    t->bound = 0;
    s->lock = 0;
    if (s->mutation == LOW_STORED_LATE && t->delta < t->lowest) {
        t->step = STORE_LOW;
    } else {
        next(t);
    }
}

// --- the others ---

// Whether every other thread is at a safe point, or has come to its end.
static bool world_can_stop(const State *s, int me) {
    for (int i = 0; i < THREADS; i++) {
        if (i != me && s->threads[i].step != BEGIN) {
            return s->mutation == ADDS_UP_AMONG_OTHERS;
        }
    }
    return true;
}

// split_add_up_low().
static void add_up(State *s) {
    int bound = s->base;
    int count = s->base;
    for (int i = 0; i < THREADS; i++) {
        bound += s->threads[i].lowest;
        count += s->threads[i].delta;
    }
    if (!s->is_split || bound > 0) {
        return;
    }
    for (int i = 0; i < THREADS; i++) {
        s->threads[i].delta = s->threads[i].lowest = 0;
    }
    s->base = (int8_t)count;
    s->is_split = s->is_raised = 0;
    s->destroyed += count <= 0;
}

static ModelStep safe_point(State *s, Thread *t, int me) {
    if (!world_can_stop(s, me)) {
        return MODEL_BLOCKED;
    }
    t->must_add_up = 0;
    add_up(s);
    return MODEL_STEPPED;
}

// split_thread_done(), under the lock.
static ModelStep end_thread(State *s, Thread *t) {
    if (s->lock) {
        return MODEL_BLOCKED;
    }
    if (s->is_split && s->mutation != END_FORGETS_ROW) {
        s->base = (int8_t)(s->base + t->delta);
    }
    t->delta = t->lowest = 0;
    t->has_ended = 1;
    next(t);
    return MODEL_STEPPED;
}

static ModelStep begin(State *s, Thread *t, int me) {
    switch (t->program[t->at]) {
    case 't':
        if (!s->slot) {
            next(t);
        } else {
            t->step = s->is_split && !t->has_ended ? COUNT_IN_ROW : COUNT_IN_BASE;
        }
        break;
    case 'r':
        t->step = s->is_split && !t->has_ended ? COUNT_IN_ROW : COUNT_IN_BASE;
        break;
    case 'c':
        t->held = (int8_t)(t->held + s->slot);
        s->slot = 0;
        next(t);
        break;
    case 'd':
        if (t->held > 0) {
            begin_drop(s, t);
        } else {
            next(t);
        }
        break;
    case 's':
        if (t->held > 0) {
            t->step = LOCK_TO_SPLIT;
        } else {
            next(t);
        }
        break;
    case 'e':
        // What it was asked to add up it does while it still passes safe points.
        return t->must_add_up ? safe_point(s, t, me) : end_thread(s, t);
    default: // 'p', and whoever is at its end passes safe points for ever, unless it has ended
        if (t->must_add_up && !(t->has_ended && s->mutation == END_LEAVES_NO_ADDER)) {
            return safe_point(s, t, me);
        }
        if (!t->program[t->at]) {
            return MODEL_DONE;
        }
        next(t);
        break;
    }
    return MODEL_STEPPED;
}

static void finish_count(Thread *t) {
    if (t->program[t->at] == 't') {
        t->step = RECHECK_SLOT;
    } else {
        t->held++;
        next(t);
    }
}

// Takes the table's lock, to look or to split.
static ModelStep take_lock(State *s, Thread *t, int me) {
    if (s->lock) {
        return MODEL_BLOCKED;
    }
    bool is_to_look = t->step == LOCK_TO_LOOK;
    if (!is_to_look && (s->is_split || s->is_raised)) {
        next(t);
        return MODEL_STEPPED;
    }
    s->lock = (uint8_t)(me + 1);
    if (is_to_look) {
        t->step = LOOK;
    } else {
        s->is_raised = s->mutation != BASE_NOT_RAISED;
        t->step = PUBLISH;
    }
    return MODEL_STEPPED;
}

static ModelStep step(void *state, int me) {
    State *s = state;
    Thread *t = &s->threads[me];
    switch (t->step) {
    case BEGIN:
        return begin(s, t, me);
    case COUNT_IN_ROW:
        t->delta++;
        finish_count(t);
        break;
    case COUNT_IN_BASE:
        if (is_dead(s)) {
            next(t);
        } else if (s->is_split && t->program[t->at] == 't' && !t->has_ended) {
            t->step = COUNT_IN_ROW; // the compare-exchange failed, and it looks again
        } else {
            s->base++;
            finish_count(t);
        }
        break;
    case RECHECK_SLOT:
        t->held++;
        if (s->slot) {
            next(t);
        } else {
            begin_drop(s, t);
        }
        break;
    case DROP_IN_ROW:
        drop_in_row(s, t);
        break;
    case DROP_IN_BASE:
        drop_in_base(s, t);
        break;
    case STORE_LOW:
        t->lowest = t->delta;
        t->step = LOCK_TO_LOOK;
        if (s->mutation == LOW_STORED_LATE) {
            next(t);
        }
        break;
    case LOCK_TO_LOOK:
    case LOCK_TO_SPLIT:
        return take_lock(s, t, me);
    case LOOK:
        look(s, t, me);
        break;
    default: // PUBLISH
        s->is_split = 1;
        s->lock = 0;
        next(t);
        break;
    }
    return MODEL_STEPPED;
}

static int references(const State *s) {
    int all = s->slot;
    for (int i = 0; i < THREADS; i++) {
        const Thread *t = &s->threads[i];
        // What is being rechecked may not be one.
        all += t->held - (t->program[t->at] == 't' && t->step >= DROP_IN_ROW);
    }
    return all;
}

static const char *broken(const void *state) {
    const State *s = state;
    if (s->destroyed > 1) {
        return "destroyed twice";
    }
    return s->destroyed && references(s) > 0 ? "destroyed while it is referred to" : NULL;
}

static const char *at_end(const void *state) {
    const State *s = state;
    return references(s) == 0 && !s->destroyed ? "never destroyed" : NULL;
}

typedef struct Scenario {
    const char *programs[THREADS];
    int held[THREADS];
    bool has_slot;
} Scenario;

static const Scenario SCENARIOS[] = {
    {{"cd", "sd", "td"}, {0, 1, 0}, true},    // readers against one that clears the slot
    {{"cpd", "std", "tdd"}, {0, 1, 1}, true}, //
    {{"d", "sd", "d"}, {1, 1, 1}, false},     // all drop at once
    {{"rdd", "srd", "dp"}, {1, 1, 1}, false}, //
    {{"sddp", "rdd", "d"}, {2, 1, 1}, false}, //
    {{"d", "sed", "rded"}, {1, 1, 1}, false}, // threads end
    {{"cd", "sde", "tde"}, {0, 1, 0}, true},  //
    {{"", "sed", "de"}, {0, 1, 1}, false},    //
    {{"d", "se", "etd"}, {1, 0, 0}, true},    //
    {{"cd", "sdsd", "d"}, {0, 1, 1}, true},   // split again
    {{"cd", "sd", "sd"}, {0, 1, 1}, true},    // by two
};

static void begin_scenario(void *state, size_t number, int mutation) {
    const Scenario *scenario = &SCENARIOS[number];
    State *s = state;
    s->slot = s->base = scenario->has_slot;
    for (int t = 0; t < THREADS; t++) {
        strcpy(s->threads[t].program, scenario->programs[t]);
        s->threads[t].held = (int8_t)scenario->held[t];
        s->base = (int8_t)(s->base + scenario->held[t]);
    }
    s->mutation = (uint8_t)mutation;
}

static const char *search(Mutation mutation, size_t *states) {
    static const Model MODEL = {THREADS, step, broken, at_end};
    return model_search(&MODEL, sizeof SCENARIOS / sizeof *SCENARIOS, begin_scenario, mutation,
                        states);
}

TEST(split_counts_hold_in_every_interleaving) {
    size_t states = 0;
    const char *problem = search(NONE_BROKEN, &states);
    EXPECT_STR(problem ? problem : "no problem", "no problem");
    EXPECT(states > 10000);
}

TEST(every_broken_rule_is_found) {
    for (int mutation = NONE_BROKEN + 1; mutation < MUTATIONS; mutation++) {
        size_t states = 0;
        if (!search((Mutation)mutation, &states)) {
            printf("mutation %d breaks nothing\n", mutation);
            EXPECT(false);
        }
    }
}
