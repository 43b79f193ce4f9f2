// A test program that must fail: it proves that the harness notices a failing case.
#include "tests/unit/check.h"

TEST(passes) {
    EXPECT(true);
}

TEST(fails) {
    EXPECT_INT(1 + 1, 3);
}
