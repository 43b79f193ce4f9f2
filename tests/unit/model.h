// An exhaustive explorer of small concurrent models: every interleaving of a few threads'
// atomic steps, by depth-first search over states, each visited once.
//
// A model is a state of fixed size, plain data without padding that varies, and a function that
// lets one thread take its next step. Sanitizers see what happened; this sees what can happen,
// for sequentially consistent memory and as far as the model says what the code does.
#ifndef GILT_TESTS_UNIT_MODEL_H
#define GILT_TESTS_UNIT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODEL_STATE_SIZE 192

// A thread's step: DONE if it has none left, BLOCKED if it must wait for another.
typedef enum ModelStep { MODEL_STEPPED, MODEL_BLOCKED, MODEL_DONE } ModelStep;

typedef struct Model {
    int n_threads;
    ModelStep (*step)(void *state, int thread);
    const char *(*broken)(const void *state); // what is wrong in a state; null if nothing
    const char *(*at_end)(const void *state); // the same once all threads are done
} Model;

// What a search found; `problem` is null if nothing is wrong.
typedef struct ModelResult {
    const char *problem;
    size_t states;
} ModelResult;

typedef struct ModelStates {
    uint8_t *items; // MODEL_STATE_SIZE bytes each
    size_t count, capacity;
    uint32_t *index; // open addressing: number of a state + 1, 0 if empty
    size_t index_size;
} ModelStates;

// FNV-1a over a state.
static inline size_t model_hash(const uint8_t *state) {
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < MODEL_STATE_SIZE; i++) {
        hash = (hash ^ state[i]) * 1099511628211u;
    }
    return (size_t)(hash ^ hash >> 32);
}

// Puts the state with that number into the index.
static inline void model_enter(ModelStates *states, size_t number) {
    const uint8_t *state = states->items + number * MODEL_STATE_SIZE;
    size_t i = model_hash(state) & (states->index_size - 1);
    while (states->index[i]) {
        i = (i + 1) & (states->index_size - 1);
    }
    states->index[i] = (uint32_t)number + 1;
}

// Adds the state; false if it is there.
static inline bool model_add(ModelStates *states, const uint8_t *state) {
    if (states->count * 2 >= states->index_size) {
        states->index_size = states->index_size ? states->index_size * 2 : 1 << 16;
        free(states->index);
        states->index = calloc(states->index_size, sizeof *states->index);
        for (size_t i = 0; i < states->count; i++) {
            model_enter(states, i);
        }
    }
    size_t i = model_hash(state) & (states->index_size - 1);
    for (; states->index[i]; i = (i + 1) & (states->index_size - 1)) {
        const uint8_t *other =
            states->items + (states->index[i] - 1) * (size_t)MODEL_STATE_SIZE;
        if (memcmp(other, state, MODEL_STATE_SIZE) == 0) {
            return false;
        }
    }
    if (states->count == states->capacity) {
        states->capacity = states->capacity ? states->capacity * 2 : 1 << 14;
        states->items = realloc(states->items, states->capacity * MODEL_STATE_SIZE);
    }
    memcpy(states->items + states->count * MODEL_STATE_SIZE, state, MODEL_STATE_SIZE);
    model_enter(states, states->count++);
    return true;
}

// Visits every state that can be reached from `start`.
static inline ModelResult model_explore(const Model *model, const void *start) {
    ModelStates states = {0};
    ModelResult result = {0};
    model_add(&states, start);
    for (size_t at = 0; at < states.count && !result.problem; at++) {
        int done = 0;
        bool moved = false;
        for (int t = 0; t < model->n_threads && !result.problem; t++) {
            uint8_t next[MODEL_STATE_SIZE];
            memcpy(next, states.items + at * MODEL_STATE_SIZE, MODEL_STATE_SIZE);
            ModelStep step = model->step(next, t);
            done += step == MODEL_DONE;
            if (step == MODEL_STEPPED) {
                moved = true;
                result.problem = model->broken(next);
                model_add(&states, next);
            }
        }
        if (!moved && !result.problem) {
            result.problem = done == model->n_threads
                                 ? model->at_end(states.items + at * MODEL_STATE_SIZE)
                                 : "the threads wait for each other";
        }
    }
    result.states = states.count;
    free(states.items);
    free(states.index);
    return result;
}

// Explores the model from each scenario on: the first problem, null if there is none. `begin`
// fills in a state of zeros, in which one rule is broken on purpose (0: none; then the scenario
// with the problem is printed). Adds the number of states to *states.
static inline const char *model_search(const Model *model, size_t n_scenarios,
                                       void (*begin)(void *state, size_t scenario, int broken),
                                       int broken, size_t *states) {
    const char *problem = NULL;
    for (size_t i = 0; i < n_scenarios && !problem; i++) {
        _Alignas(max_align_t) uint8_t state[MODEL_STATE_SIZE] = {0};
        begin(state, i, broken);
        ModelResult result = model_explore(model, state);
        problem = result.problem;
        *states += result.states;
        if (problem && !broken) {
            printf("scenario %zu: %s\n", i, problem);
        }
    }
    return problem;
}

#endif
