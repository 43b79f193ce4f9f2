// The merge protocol of reference counts, every interleaving: the steps of vm/object/refcount.c
// as a model, for one object, its owner and two other threads.
//
// An object that is destroyed while somebody holds a reference, destroyed twice, written to
// after its memory may be another object's, or never destroyed at all is a problem. Each rule
// of the protocol is then broken on purpose, and the search must find a problem: a model that
// never fails proves nothing.
#include <stdio.h>

#include "tests/unit/check.h"
#include "tests/unit/model.h"

enum { OWNER = 0, NOBODY = 9, THREADS = 3 };
enum { DEFAULT, SHARED, QUEUED, MERGED };

// What is broken on purpose.
typedef enum Mutation {
    NONE_BROKEN,
    MERGE_WRITES_LATE,     // owner and local are stored after the merged count is public
    MERGE_FORGETS_QUEUED,  // the reference that was queued is not subtracted
    DROP_GOES_NEGATIVE,    // a non-owner subtracts instead of queueing
    QUEUE_AT_EVERY_DROP,   // the transition to QUEUED is not made by exactly one thread
    OWNER_IGNORES_SHARED,  // the owner destroys when local is 0
    READER_REVIVES_DEAD,   // a reference is taken although the count is dead
    READER_TAKES_UNSHARED, // ... although nobody but the owner has ever counted
    MERGE_OF_THE_LIVING,   // a thread merges although the owner's thread runs
    OWNER_WAKES_HELD,      // ... and the owner, which slept, does not wait for it
    MUTATIONS
} Mutation;

// What a thread does, one letter each:
//   t  take a reference out of the slot without a lock; with it if that fails
//   r  count one more reference     d  drop one     c  clear the slot and drop what it held
//   m  merge what is queued (the owner's safe point)    e  the owner's thread ends
//   s  the owner's thread is detached for a while
typedef struct Thread {
    char program[8];
    uint8_t at, step;
    int8_t held; // references it owns
    int8_t seen, seen_state, number;
    uint8_t merging_for; // 1: its queue, 2: an ended owner, 3: one that sleeps
} Thread;

typedef struct State {
    Thread threads[THREADS];
    int8_t owner, local, shared, shared_state;
    uint8_t slot;   // holds the object
    uint8_t lock;   // of the slot's container: thread + 1
    uint8_t queued; // entries in the owner's queue
    uint8_t owner_lives;
    uint8_t owner_sleeps; // 1: detached, 2: and held by a thread that merges for it
    uint8_t destroyed;    // how often
    uint8_t wrote_after;  // its memory was written to after that
    uint8_t mutation;
    uint8_t rest[MODEL_STATE_SIZE - THREADS * sizeof(Thread) - 12];
} State;

_Static_assert(sizeof(State) == MODEL_STATE_SIZE, "states are compared byte by byte");

static void touch(State *s) {
    s->wrote_after |= s->destroyed > 0;
}

static void destroy(State *s) {
    s->destroyed++;
    s->shared = 0; // the header of freed memory is that of a dead object
    s->shared_state = MERGED;
    s->owner = NOBODY;
}

static void next(Thread *t) {
    t->at++;
    t->step = 0;
}

// The compare-exchange of a loop: false if somebody was quicker, and then sees the new value.
static bool exchange(State *s, Thread *t, int shared, int state) {
    if (s->shared != t->seen || s->shared_state != t->seen_state) {
        t->seen = s->shared;
        t->seen_state = s->shared_state;
        return false;
    }
    touch(s);
    s->shared = (int8_t)shared;
    s->shared_state = (int8_t)state;
    return true;
}

static void see_shared(const State *s, Thread *t) {
    t->seen = s->shared;
    t->seen_state = s->shared_state;
}

enum {
    MERGE_READ = 40,
    MERGE_LOCAL,
    MERGE_STORE_LOCAL,
    MERGE_STORE_OWNER,
    MERGE_EXCHANGE,
    MERGE_LATE_LOCAL,
    MERGE_LATE_OWNER,
    MERGE_LET_GO,
    MERGE_END
};

// merge() in refcount.c.
static void step_merge(State *s, Thread *t) {
    bool late = s->mutation == MERGE_WRITES_LATE;
    switch (t->step++) {
    case MERGE_READ:
        see_shared(s, t);
        break;
    case MERGE_LOCAL:
        t->number = s->local;
        t->step = late ? MERGE_EXCHANGE : MERGE_STORE_LOCAL;
        break;
    case MERGE_STORE_LOCAL:
    case MERGE_LATE_LOCAL:
        touch(s);
        s->local = 0;
        break;
    case MERGE_STORE_OWNER:
    case MERGE_LATE_OWNER:
        touch(s);
        s->owner = NOBODY;
        break;
    case MERGE_EXCHANGE: {
        int dropped = s->mutation == MERGE_FORGETS_QUEUED ? 0 : 1;
        int count = t->seen + t->number - dropped;
        if (!exchange(s, t, count, MERGED)) {
            t->step--;
            break;
        }
        t->number = (int8_t)count;
        t->step = late ? MERGE_LATE_LOCAL : MERGE_LET_GO;
        break;
    }
    case MERGE_LET_GO:
        if (t->merging_for == 3) {
            s->owner_sleeps = 1;
        }
        break;
    default:
        if (t->number == 0) {
            destroy(s);
        }
        if (t->merging_for == 1) {
            t->step = 0; // the next entry
        } else {
            next(t);
        }
        t->merging_for = 0;
        break;
    }
}

// object_release_last(): the owner's last reference has gone.
static void step_release_last(State *s, Thread *t) {
    switch (t->step++) {
    case 3:
        see_shared(s, t);
        if ((t->seen == 0 && t->seen_state == DEFAULT) || s->mutation == OWNER_IGNORES_SHARED) {
            t->step = 6;
        }
        break;
    case 4:
        touch(s);
        s->owner = NOBODY;
        break;
    case 5:
        if (!exchange(s, t, t->seen, MERGED)) {
            t->step--;
        } else {
            if (t->seen == 0) {
                destroy(s);
            }
            next(t);
        }
        break;
    case 6:
        destroy(s);
        next(t);
        break;
    default:
        break;
    }
}

// The exchange of object_release_shared(): counts down, or asks for the owner's merge.
static void step_exchange_dropped(State *s, Thread *t) {
    bool must_queue = t->seen == 0 && (t->seen_state == DEFAULT || t->seen_state == SHARED);
    if (s->mutation == DROP_GOES_NEGATIVE) {
        must_queue = false;
    }
    if (s->mutation == QUEUE_AT_EVERY_DROP) {
        must_queue = t->seen <= 0 && t->seen_state != MERGED;
    }
    int count = must_queue ? t->seen : t->seen - 1;
    int state = must_queue ? QUEUED : t->seen_state;
    if (!exchange(s, t, count, state)) {
        t->step--;
    } else if (must_queue) {
        t->step = 12;
    } else {
        if (state == MERGED && count == 0) {
            destroy(s);
        }
        next(t);
    }
}

// object_release(): a reference that the thread holds goes.
static void step_drop(State *s, Thread *t, int me) {
    switch (t->step++) {
    case 0:
        t->held--;
        t->step = s->owner == me ? 1 : 10;
        break;
    case 1:
        t->number = (int8_t)(s->local - 1);
        break;
    case 2:
        touch(s);
        s->local = t->number;
        if (t->number != 0) {
            next(t);
        }
        break;
    case 3:
    case 4:
    case 5:
    case 6:
        t->step--;
        step_release_last(s, t);
        break;
    case 10: // object_release_shared()
        see_shared(s, t);
        break;
    case 11:
        step_exchange_dropped(s, t);
        break;
    case 12: // hand_to_owner(), under the registry's lock
        if (s->owner_sleeps == 2) {
            t->step--; // another thread has that lock
        } else if (s->owner_sleeps) {
            s->owner_sleeps = 2;
            t->merging_for = 3;
            t->step = MERGE_READ;
        } else if (s->owner_lives && s->mutation != MERGE_OF_THE_LIVING) {
            s->queued++;
            next(t);
        } else {
            t->merging_for = 2;
            t->step = MERGE_READ;
        }
        break;
    default:
        break;
    }
}

// object_retain() of an object that the thread holds a reference to.
static void step_retain(State *s, Thread *t, int me) {
    switch (t->step++) {
    case 0:
        t->step = s->owner == me ? 1 : 10;
        break;
    case 1:
        t->number = (int8_t)(s->local + 1);
        break;
    case 2:
        touch(s);
        s->local = t->number;
        t->held++;
        next(t);
        break;
    default:
        touch(s);
        s->shared++;
        t->held++;
        next(t);
        break;
    }
}

// slot_take_locked(), up to where the owner counts by itself.
static ModelStep step_take_locked(State *s, Thread *t, int me) {
    switch (t->step++) {
    case 10:
        if (s->lock) {
            t->step--;
            return MODEL_BLOCKED;
        }
        s->lock = (uint8_t)(me + 1);
        break;
    case 11:
        if (!s->slot) {
            s->lock = 0;
            next(t);
        } else {
            see_shared(s, t);
            t->step = s->owner == me ? 22 : 12;
        }
        break;
    case 12:
        if (!exchange(s, t, t->seen + 1, t->seen_state == DEFAULT ? SHARED : t->seen_state)) {
            t->step--;
        } else {
            t->held++;
        }
        break;
    case 13:
        s->lock = 0;
        next(t);
        break;
    default:
        break;
    }
    return MODEL_STEPPED;
}

// slot_try_take(), and what its callers do when it fails: slot_take_locked().
static ModelStep step_take(State *s, Thread *t, int me) {
    bool dead_is_fine = s->mutation == READER_REVIVES_DEAD;
    switch (t->step++) {
    case 0:
        if (!s->slot) {
            next(t);
        }
        break;
    case 1: // object_try_retain(): the owner's own
        t->step = s->owner == me ? 20 : 2;
        break;
    case 2:
        see_shared(s, t);
        break;
    case 3: {
        bool is_dead = t->seen_state == MERGED && t->seen <= 0;
        bool is_unshared = t->seen_state == DEFAULT && t->seen == 0;
        if ((is_dead && !dead_is_fine) ||
            (is_unshared && s->mutation != READER_TAKES_UNSHARED)) {
            t->step = 10;
        } else if (!exchange(s, t, t->seen + 1, t->seen_state)) {
            t->step--;
        }
        break;
    }
    case 4:
        t->held++;
        if (s->slot) {
            next(t);
        } else {
            t->program[t->at] = 'd'; // give it back, and have nothing
            t->step = 0;
        }
        break;
    case 10:
    case 11:
    case 12:
    case 13:
        t->step--;
        return step_take_locked(s, t, me);
    case 20:
    case 22:
        t->number = (int8_t)(s->local + 1);
        break;
    case 21:
        touch(s);
        s->local = t->number;
        t->step = 4;
        break;
    default: // 23
        touch(s);
        s->local = t->number;
        t->held++;
        t->step = 13;
        break;
    }
    return MODEL_STEPPED;
}

// A writer empties the slot under the lock and drops its reference afterwards.
static ModelStep step_clear(State *s, Thread *t, int me) {
    switch (t->step++) {
    case 0:
        if (s->lock) {
            t->step--;
            return MODEL_BLOCKED;
        }
        s->lock = (uint8_t)(me + 1);
        break;
    default:
        s->lock = 0;
        if (s->slot) {
            s->slot = 0;
            t->held++; // the slot's reference is the thread's now
            t->program[t->at] = 'd';
            t->step = 0;
        } else {
            next(t);
        }
        break;
    }
    return MODEL_STEPPED;
}

static ModelStep step(void *state, int me) {
    State *s = state;
    Thread *t = &s->threads[me];
    if (t->merging_for) {
        step_merge(s, t);
        return MODEL_STEPPED;
    }
    switch (t->program[t->at]) {
    case 't':
        return step_take(s, t, me);
    case 'c':
        return step_clear(s, t, me);
    case 'r':
    case 'd':
        if (t->step == 0 && t->held == 0) {
            next(t); // what was to be taken was not there
        } else if (t->program[t->at] == 'r') {
            step_retain(s, t, me);
        } else {
            step_drop(s, t, me);
        }
        return MODEL_STEPPED;
    case 'e': // refcount_retire_owner(): nothing is queued at that moment
        if (!s->queued) {
            s->owner_lives = 0;
            next(t);
            return MODEL_STEPPED;
        }
        break;
    case 's':
        if (t->step == 0) {
            s->owner_sleeps = 1;
            t->step = 1;
        } else if (s->owner_sleeps == 2 && s->mutation != OWNER_WAKES_HELD) {
            return MODEL_BLOCKED;
        } else {
            s->owner_sleeps = 0;
            next(t);
        }
        return MODEL_STEPPED;
    case 'm':
        break;
    default: // an owner that lives passes safe points for ever
        if (me != OWNER || !s->queued) {
            return MODEL_DONE;
        }
        break;
    }
    if (!s->queued) { // 'm' with an empty queue
        next(t);
        return MODEL_STEPPED;
    }
    s->queued--;
    t->merging_for = 1;
    t->step = MERGE_READ;
    return MODEL_STEPPED;
}

static int references(const State *s) {
    int all = s->slot + s->queued;
    for (int i = 0; i < THREADS; i++) {
        const Thread *t = &s->threads[i];
        all += t->held;
    }
    return all;
}

static const char *broken(const void *state) {
    const State *s = state;
    if (s->destroyed > 1) {
        return "destroyed twice";
    }
    if (s->destroyed && references(s) > 0) {
        return "destroyed while it is referred to";
    }
    return s->wrote_after ? "written to after it was destroyed" : NULL;
}

static const char *at_end(const void *state) {
    const State *s = state;
    return references(s) == 0 && !s->destroyed ? "never destroyed" : NULL;
}

typedef struct Scenario {
    const char *programs[THREADS];
    int held[THREADS];
    int local; // references in the owner's count, the slot's included
    bool has_slot, owner_has_ended;
    int shared_state;
} Scenario;

static const Scenario SCENARIOS[] = {
    // Readers against the owner that clears the slot.
    {{"c", "td", "td"}, {0, 0, 0}, 1, true, false, DEFAULT},
    {{"c", "td", "td"}, {0, 0, 0}, 1, true, false, SHARED},
    {{"rdc", "trdd", "td"}, {0, 0, 0}, 1, true, false, SHARED},
    {{"tdm", "c", "td"}, {0, 0, 0}, 1, true, false, DEFAULT},
    {{"tdmtd", "c", "td"}, {0, 0, 0}, 1, true, false, SHARED},
    // References that the owner has counted are dropped by others.
    {{"dm", "d", "d"}, {1, 1, 1}, 3, false, false, DEFAULT},
    {{"rddm", "rdd", "d"}, {1, 1, 1}, 3, false, false, SHARED},
    {{"md", "rdd", "rdd"}, {1, 1, 1}, 3, false, false, DEFAULT},
    // The owner's thread sleeps.
    {{"sd", "d", "d"}, {1, 1, 1}, 3, false, false, DEFAULT},
    {{"sdsd", "rdd", "d"}, {2, 1, 1}, 4, false, false, DEFAULT},
    {{"dse", "d", "rdd"}, {1, 1, 1}, 3, false, false, SHARED},
    {{"sc", "td", "d"}, {0, 0, 1}, 2, true, false, DEFAULT},
    // The owner's thread ends, or has ended.
    {{"de", "d", "d"}, {1, 1, 1}, 3, false, false, DEFAULT},
    {{"e", "d", "rdd"}, {0, 1, 1}, 2, false, false, DEFAULT},
    {{"", "d", "rdd"}, {0, 1, 1}, 2, false, true, DEFAULT},
    {{"", "c", "tdd"}, {0, 0, 1}, 2, true, true, DEFAULT},
    {{"", "cd", "trdd"}, {0, 1, 0}, 2, true, true, SHARED},
};

static void begin_scenario(void *state, size_t number, int mutation) {
    const Scenario *scenario = &SCENARIOS[number];
    State *s = state;
    for (int t = 0; t < THREADS; t++) {
        strcpy(s->threads[t].program, scenario->programs[t]);
        s->threads[t].held = (int8_t)scenario->held[t];
    }
    s->owner = OWNER;
    s->local = (int8_t)scenario->local;
    s->shared_state = (int8_t)scenario->shared_state;
    s->slot = scenario->has_slot;
    s->owner_lives = !scenario->owner_has_ended;
    s->mutation = (uint8_t)mutation;
}

static const char *search(Mutation mutation, size_t *states) {
    static const Model MODEL = {THREADS, step, broken, at_end};
    return model_search(&MODEL, sizeof SCENARIOS / sizeof *SCENARIOS, begin_scenario, mutation,
                        states);
}

TEST(counts_hold_in_every_interleaving) {
    size_t states = 0;
    const char *problem = search(NONE_BROKEN, &states);
    EXPECT_STR(problem ? problem : "no problem", "no problem");
    EXPECT(states > 10000);
}

TEST(every_broken_rule_is_found) {
    for (int mutation = NONE_BROKEN + 1; mutation < MUTATIONS; mutation++) {
        size_t states = 0;
        const char *problem = search((Mutation)mutation, &states);
        if (!problem) {
            printf("mutation %d breaks nothing\n", mutation);
        }
        EXPECT(problem != NULL);
    }
}
