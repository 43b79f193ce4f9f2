// An interpreter with the slots of the built-in types and nothing else: for tests of containers
// from C, without classes, modules or a guest program.
#ifndef GILT_TESTS_UNIT_CONTAINER_FIXTURE_H
#define GILT_TESTS_UNIT_CONTAINER_FIXTURE_H

#include "runtime/objects/intern.h"
#include "runtime/objects/runtime_state.h"
#include "tests/unit/thread_fixture.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"

#define TYPE_SPEC(spec) extern const TypeSpec spec;
#include "runtime/objects/types.def"
#undef TYPE_SPEC

// Fills in what instances need of their type: no names, no attributes, no resolution order.
static inline void container_type_init(Interpreter *interpreter, Type *type, Kind kind,
                                       uint32_t size) {
    type->head.type = interpreter->types[KIND_TYPE];
    type->head.shared = COUNT_IMMORTAL;
    type->head.kind = KIND_TYPE;
    type->layout = (uint16_t)kind;
    type->instance_kind = (uint16_t)kind;
    type->instance_size = size;
}

// Makes the types. They live as long as the process.
static inline void container_types_create(Interpreter *interpreter) {
    static const TypeSpec *const specs[] = {
#define TYPE_SPEC(spec) &spec,
#include "runtime/objects/types.def"
#undef TYPE_SPEC
    };
    static Type types[KIND_COUNT];
    static Type exceptions[EXCEPTION_COUNT];
    static Type *exception_pointers[EXCEPTION_COUNT];
    memset(types, 0, sizeof types);
    memset(exceptions, 0, sizeof exceptions);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        interpreter->types[kind] = &types[kind];
        types[kind].name = "object";
        container_type_init(interpreter, &types[kind], (Kind)kind, sizeof(Object));
    }
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        Type *type = &types[specs[i]->kind];
        container_type_init(interpreter, type, specs[i]->kind, specs[i]->size);
        type->slots = specs[i]->slots;
        type->name = specs[i]->name;
        type->flags = specs[i]->flags;
    }
    for (int i = 0; i < EXCEPTION_COUNT; i++) {
        exceptions[i].name = "exception";
        container_type_init(interpreter, &exceptions[i], KIND_EXCEPTION, sizeof(Exception));
        exception_pointers[i] = &exceptions[i];
    }
    interpreter->exceptions = exception_pointers;
}

// Builds it; the calling thread is attached as the main thread.
static inline void container_set_up(Fixture *fixture, bool is_gil_off) {
    fixture_set_up(fixture, is_gil_off);
    Interpreter *interpreter = &fixture->interpreter;
    fixture->ts->c_stack_limit = (char *)__builtin_frame_address(0) - 1024 * 1024;
    interpreter->next_version = 1;
    container_types_create(interpreter);
    CHECK(runtime_state_create(interpreter) && intern_table_create(fixture->ts),
          "there is memory for a test");
}

// Takes it down.
static inline void container_tear_down(Fixture *fixture) {
    if (error_is_set(fixture->ts)) {
        TEST_FAIL("an exception was left");
    }
    intern_table_destroy(&fixture->interpreter);
    runtime_state_destroy(&fixture->interpreter);
    fixture_tear_down(fixture);
}

// Numbers that are the same in every run (G. Marsaglia's xorshift).
static inline uint64_t test_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline Object *object_of(Ref r) {
    return value_object(borrow(r));
}

#endif
