// Quiescent-state reclamation, every interleaving: the steps of vm/object/reclaim.c as a model.
// Two readers look at a buffer without a lock, pass safe points, detach and attach; a writer
// replaces the buffer, retires the old one and frees what nobody can be looking at.
//
// Looking at a freed buffer is a problem. Each rule is broken on purpose as well, and the
// search must find a problem then.
#include <stdio.h>

#include "tests/unit/check.h"
#include "tests/unit/model.h"

enum { READERS = 2, WRITER = READERS, BUFFERS = 4 };

typedef enum Mutation {
    NONE_BROKEN,
    STAMP_BEFORE_UNLINKING, // the epoch moves before the pointer does
    EPOCH_STANDS_STILL,     // retiring does not move the epoch
    ATTACH_REPORTS_LATE,    // a thread reads before it is seen as attached
    DETACHED_IS_LOOKED_AT,  // harmless: only slower
    QUIESCENT_IN_A_READ,    // a reader reports while it looks at a buffer
    ONE_READER_FORGOTTEN,   // the writer looks at one reader only
    MUTATIONS
} Mutation;

// What a reader does: r reads the buffer, s passes a safe point, a attaches, d detaches.
typedef struct Reader {
    char program[10];
    uint8_t at, step;
    uint8_t is_attached;
    uint8_t epoch;  // reported
    uint8_t seen;   // the epoch it is about to report
    uint8_t buffer; // it is looking at, + 1
} Reader;

typedef struct State {
    Reader readers[READERS];
    uint8_t current; // the buffer that the pointer leads to
    uint8_t epoch;
    uint8_t writes_left, writer_step, next_buffer;
    uint8_t old, stamp_of_old;
    uint8_t stamps[BUFFERS]; // 0: not retired
    uint8_t freed[BUFFERS];
    uint8_t oldest, looked_at; // the writer's scan
    uint8_t read_freed;
    uint8_t mutation;
    uint8_t rest[MODEL_STATE_SIZE - READERS * sizeof(Reader) - 19];
} State;

_Static_assert(sizeof(State) == MODEL_STATE_SIZE, "states are compared byte by byte");

static void next(Reader *r) {
    r->at++;
    r->step = 0;
}

// Loads the pointer, then looks at what it leads to, twice.
static void step_read(State *s, Reader *r) {
    if (r->step == 0) {
        r->buffer = (uint8_t)(s->current + 1);
    } else {
        s->read_freed |= s->freed[r->buffer - 1];
    }
    if (r->step == 1 && s->mutation == QUIESCENT_IN_A_READ) {
        r->epoch = s->epoch;
    }
    if (++r->step == 3) {
        r->buffer = 0;
        next(r);
    }
}

// reclaim_quiescent(): two steps.
static bool step_report(const State *s, Reader *r) {
    if (r->seen == 0) {
        r->seen = s->epoch;
        return false;
    }
    r->epoch = r->seen;
    r->seen = 0;
    return true;
}

static ModelStep step_reader(State *s, Reader *r) {
    bool late = s->mutation == ATTACH_REPORTS_LATE;
    switch (r->program[r->at]) {
    case 'r':
        step_read(s, r);
        break;
    case 's':
        if (step_report(s, r)) {
            next(r);
        }
        break;
    case 'a': // thread_attach(): the status, then the report
        if (late) {
            if (r->program[r->at + 1] == 'r') { // it reads first
                r->program[r->at] = 'r';
                r->program[r->at + 1] = 'a';
            } else {
                r->is_attached = 1;
                r->epoch = s->epoch;
                next(r);
            }
        } else if (r->step == 0) {
            r->is_attached = 1;
            r->step = 1;
        } else if (step_report(s, r)) {
            next(r);
        }
        break;
    case 'd':
        r->is_attached = 0;
        next(r);
        break;
    default:
        return MODEL_DONE;
    }
    return MODEL_STEPPED;
}

// reclaim_retire(): unlink, stamp, look at every reader, free what is old enough.
static ModelStep step_writer(State *s) {
    bool early = s->mutation == STAMP_BEFORE_UNLINKING;
    switch (s->writer_step++) {
    case 0:
        if (!s->writes_left) {
            s->writer_step = 0;
            return MODEL_DONE;
        }
        s->writes_left--;
        if (early) {
            s->stamp_of_old = ++s->epoch;
        } else {
            s->old = s->current;
            s->current = s->next_buffer++;
        }
        break;
    case 1:
        if (early) {
            s->old = s->current;
            s->current = s->next_buffer++;
        } else {
            s->epoch = (uint8_t)(s->epoch + (s->mutation != EPOCH_STANDS_STILL));
            s->stamp_of_old = s->epoch;
        }
        s->stamps[s->old] = s->stamp_of_old;
        s->oldest = s->epoch;
        s->looked_at = s->mutation == ONE_READER_FORGOTTEN;
        break;
    case 2: {
        const Reader *r = &s->readers[s->looked_at++];
        bool counts = r->is_attached || s->mutation == DETACHED_IS_LOOKED_AT;
        if (counts && r->epoch < s->oldest) {
            s->oldest = r->epoch;
        }
        s->writer_step = s->looked_at < READERS ? 2 : 3;
        break;
    }
    default:
        for (int i = 0; i < BUFFERS; i++) {
            if (s->stamps[i] && s->stamps[i] <= s->oldest) {
                s->freed[i] = 1;
            }
        }
        s->writer_step = 0;
        break;
    }
    return MODEL_STEPPED;
}

static ModelStep step(void *state, int me) {
    State *s = state;
    return me == WRITER ? step_writer(s) : step_reader(s, &s->readers[me]);
}

static const char *broken(const void *state) {
    return ((const State *)state)->read_freed ? "a freed buffer is looked at" : NULL;
}

static const char *at_end(const void *state) {
    (void)state;
    return NULL;
}

static const char *const SCENARIOS[][READERS] = {
    {"rsrsr", "rsr"},
    {"rdar", "srs"},
    {"rdadar", "rsr"},
    {"ssrdar", "rdar"},
};

static void begin_scenario(void *state, size_t number, int mutation) {
    State *s = state;
    for (int r = 0; r < READERS; r++) {
        strcpy(s->readers[r].program, SCENARIOS[number][r]);
        s->readers[r].is_attached = 1;
        s->readers[r].epoch = 1;
    }
    s->epoch = 1;
    s->next_buffer = 1;
    s->writes_left = 3;
    s->mutation = (uint8_t)mutation;
}

static const char *search(Mutation mutation, size_t *states) {
    static const Model MODEL = {READERS + 1, step, broken, at_end};
    return model_search(&MODEL, sizeof SCENARIOS / sizeof *SCENARIOS, begin_scenario, mutation,
                        states);
}

TEST(no_freed_buffer_is_read_in_any_interleaving) {
    size_t states = 0;
    const char *problem = search(NONE_BROKEN, &states);
    EXPECT_STR(problem ? problem : "no problem", "no problem");
    EXPECT(states > 10000);
    problem = search(DETACHED_IS_LOOKED_AT, &states);
    EXPECT_STR(problem ? problem : "no problem", "no problem");
}

TEST(every_broken_rule_is_found) {
    for (int mutation = NONE_BROKEN + 1; mutation < MUTATIONS; mutation++) {
        size_t states = 0;
        if (mutation != DETACHED_IS_LOOKED_AT && !search((Mutation)mutation, &states)) {
            printf("mutation %d breaks nothing\n", mutation);
            EXPECT(false);
        }
    }
}
