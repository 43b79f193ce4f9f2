// A minimal harness for unit tests: one file, one program, any number of named cases.
//
//     // What this file tests.
//     // labels: threads                     (optional: more ctest labels)
//     #include "tests/unit/check.h"
//
//     TEST(arena_keeps_alignment) {
//         REQUIRE(arena != NULL);             fails the case and leaves it
//         EXPECT(arena->size > 0);            fails the case and goes on
//         EXPECT_INT(arena_count(arena), 3);  shows both numbers
//         EXPECT_STR(name, "x");              shows both texts
//     }
//
// Cases run in the order of the file. `test_x --list` names them, `test_x NAME...` runs some.
// Every tests/unit/test_*.c becomes a program with its own main from here; it fails (status 1)
// when a case failed or when there was none to run. EXPECT may be used from several threads.
#ifndef GILT_TESTS_UNIT_CHECK_H
#define GILT_TESTS_UNIT_CHECK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct TestCase {
    const char *name;
    void (*run)(void);
    struct TestCase *next;
} TestCase;

static TestCase *test_cases;
static TestCase **test_cases_end = &test_cases;
static atomic_int test_failures; // in the running case

// Called by TEST before main.
static inline void test_register(TestCase *test_case) {
    *test_cases_end = test_case;
    test_cases_end = &test_case->next;
}

// Defines and registers one case.
#define TEST(name)                                                                             \
    static void test_run_##name(void);                                                         \
    static TestCase test_case_##name = {#name, test_run_##name, NULL};                         \
    __attribute__((constructor)) static void test_add_##name(void) {                           \
        test_register(&test_case_##name);                                                      \
    }                                                                                          \
    static void test_run_##name(void)

// Counts and prints one failure.
#define TEST_FAIL(...)                                                                         \
    do {                                                                                       \
        atomic_fetch_add(&test_failures, 1);                                                   \
        fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);                                        \
        fprintf(stderr, __VA_ARGS__);                                                          \
        fputc('\n', stderr);                                                                   \
    } while (0)

#define EXPECT(condition)                                                                      \
    do {                                                                                       \
        if (!(condition)) {                                                                    \
            TEST_FAIL("not true: %s", #condition);                                             \
        }                                                                                      \
    } while (0)

// In the body of a TEST only: it returns from the enclosing function, which must be void.
#define REQUIRE(condition)                                                                     \
    do {                                                                                       \
        if (!(condition)) {                                                                    \
            TEST_FAIL("not true: %s", #condition);                                             \
            return;                                                                            \
        }                                                                                      \
    } while (0)

#define EXPECT_INT(actual, expected)                                                           \
    do {                                                                                       \
        long long test_actual = (long long)(actual);                                           \
        long long test_expected = (long long)(expected);                                       \
        if (test_actual != test_expected) {                                                    \
            TEST_FAIL("%s is %lld, expected %lld", #actual, test_actual, test_expected);       \
        }                                                                                      \
    } while (0)

#define EXPECT_STR(actual, expected)                                                           \
    do {                                                                                       \
        const char *test_actual = (actual);                                                    \
        const char *test_expected = (expected);                                                \
        if (!test_actual || strcmp(test_actual, test_expected) != 0) {                         \
            TEST_FAIL("%s is\n  \"%s\", expected\n  \"%s\"", #actual,                          \
                      test_actual ? test_actual : "(null)", test_expected);                    \
        }                                                                                      \
    } while (0)

// Whether the command line asks for this case: it names it, or names none.
static inline bool test_is_wanted(const TestCase *test_case, int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], test_case->name) == 0) {
            return true;
        }
    }
    return argc == 1;
}

// Runs the cases that the command line asks for.
int main(int argc, char **argv) {
    bool only_list = argc == 2 && strcmp(argv[1], "--list") == 0;
    int n_run = 0;
    int n_failed = 0;
    for (TestCase *test_case = test_cases; test_case; test_case = test_case->next) {
        if (only_list) {
            puts(test_case->name);
            continue;
        }
        if (!test_is_wanted(test_case, argc, argv)) {
            continue;
        }
        atomic_store(&test_failures, 0);
        test_case->run();
        n_run++;
        if (atomic_load(&test_failures) > 0) {
            n_failed++;
            fprintf(stderr, "FAILED %s\n", test_case->name);
        }
    }
    if (only_list) {
        return 0;
    }
    printf("%d passed, %d failed\n", n_run - n_failed, n_failed);
    return n_failed > 0 || n_run == 0;
}

#endif
