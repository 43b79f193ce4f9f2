// Floats to text and back, hashes, the gamma function, SHA-512: what needs no object. The
// expected answers are CPython's.
#include <math.h>

#include "runtime/modules/math_functions.h"
#include "runtime/objects/float.h"
#include "runtime/objects/float_text.h"
#include "runtime/objects/int_big.h"
#include "tests/unit/check.h"

TEST(float_repr_is_shortest) {
    static const struct {
        double value;
        const char *text;
    } ROWS[] = {
        {0x1.999999999999ap-4, "0.1"},
        {0x1.0000000000000p+0, "1.0"},
        {-0x0.0p+0, "-0.0"},
        {0x1.1c37937e08000p+53, "1e+16"},
        {0x1.1c37937e07fffp+53, "9999999999999998.0"},
        {0x1.c6bf526340000p+49, "1000000000000000.0"},
        {0x1.d6f3454800000p+26, "123456789.125"},
        {0x1.a36e2eb1c432dp-14, "0.0001"},
        {0x1.4f8b588e368f1p-17, "1e-05"},
        {0x0.0000000000001p-1022, "5e-324"},
        {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
        {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
        {0x1.0000000000000p-44, "5.684341886080802e-14"},
        {0x1.0000000000001p+53, "9007199254740994.0"},
        {0x1.5555555555555p-2, "0.3333333333333333"},
        {-0x1.0c6f7a0b5ed8dp-22, "-2.5e-07"},
        {HUGE_VAL, "inf"},
        {-HUGE_VAL, "-inf"},
        {NAN, "nan"},
        {0x1.9000000000000p+6, "100.0"},
        {0x1.0f0cf064dd592p+73, "1e+22"},
        {0x1.52d02c7e14af6p+76, "1e+23"},
        {0x1.1666666666666p+2, "4.35"},
        {0x1.3333333333333p-2, "0.3"},
        {0x1.3333333333334p-2, "0.30000000000000004"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char text[FLOAT_REPR_SIZE];
        size_t length = float_repr_text(ROWS[i].value, true, text);
        EXPECT_STR(text, ROWS[i].text);
        EXPECT_INT(length, strlen(ROWS[i].text));
    }
}

TEST(float_repr_reads_back) {
    // Every power of two and its neighbours: the interval around them is lopsided.
    for (int exponent = -1074; exponent < 1024; exponent++) {
        double power = ldexp(1.0, exponent);
        double around[3] = {nextafter(power, 0.0), power, nextafter(power, HUGE_VAL)};
        for (int i = 0; i < 3; i++) {
            char text[FLOAT_REPR_SIZE];
            const char *end;
            float_repr_text(around[i], true, text);
            EXPECT(float_parse(text, &end) == around[i]);
            EXPECT_STR(end, "");
        }
    }
}

TEST(float_parse_stops_where_the_number_ends) {
    static const struct {
        const char *text;
        int length;
    } ROWS[] = {
        {"1.5", 3}, {"1.", 2},     {".5", 2},       {".", 0},    {"1e5", 3},   {"1e", 1},
        {"1e+", 1}, {"-1e-5x", 5}, {"infinity", 8}, {"inFx", 3}, {"nan", 3},   {"0x10", 1},
        {"+-1", 0}, {"", 0},       {"e5", 0},       {"-inf", 4}, {"1.5.2", 3},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const char *end;
        float_parse(ROWS[i].text, &end);
        EXPECT_INT(end - ROWS[i].text, ROWS[i].length);
    }
}

TEST(float_hash_is_that_of_the_fraction) {
    static const struct {
        double value;
        int64_t hash;
    } ROWS[] = {
        {0x0.0p+0, 0},
        {0x1.0000000000000p+0, 1},
        {-0x1.0000000000000p+0, -2},
        {0x1.0000000000000p-1, 1152921504606846976},
        {-0x1.0000000000000p-1, -1152921504606846976},
        {0x1.7e43c8800759cp+996, 1224995262755759164},
        {0x0.0000000000001p-1022, 16777216},
        {0x1.0000000000000p+61, 1},
        {0x1.0000000000000p+61, 1},
        {0x1.8000000000000p+0, 1152921504606846977},
        {-0x1.0000000000000p+1, -2},
        {HUGE_VAL, 314159},
        {-HUGE_VAL, -314159},
        {0x1.921fb54442d18p+1, 326490430436040707},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        EXPECT_INT(float_hash(ROWS[i].value), ROWS[i].hash);
    }
}

TEST(scaled_magnitudes_round_once) {
    unsigned __int128 one = (unsigned __int128)1 << 64;
    EXPECT(double_from_scaled(0, false, 5) == 0.0);
    EXPECT(double_from_scaled(one, false, -64) == 1.0);
    // A tie goes to even, and anything below it decides.
    unsigned __int128 tie = one + (one >> 53);
    EXPECT(double_from_scaled(tie, false, -64) == 1.0);
    EXPECT(double_from_scaled(tie, true, -64) == nextafter(1.0, 2.0));
    EXPECT(double_from_scaled(tie + 1, false, -64) == nextafter(1.0, 2.0));
    // Half of the smallest subnormal, and a little more.
    EXPECT(double_from_scaled(one, false, -1075 - 64) == 0.0);
    EXPECT(double_from_scaled(one, true, -1075 - 64) == 5e-324);
    EXPECT(double_from_scaled(one, false, 1024 - 64) == HUGE_VAL);
    EXPECT(double_from_scaled(one - 1, false, 1024 - 64) == HUGE_VAL);
}

TEST(gamma_agrees_to_the_last_digit) {
    static const struct {
        double x;
        double gamma;
        double log_gamma;
    } ROWS[] = {
        {0x1.0000000000000p-1, 0x1.c5bf891b4ef6ap+0, 0x1.250d048e7a1c0p-1},
        {-0x1.0000000000000p-1, -0x1.c5bf891b4ef6bp+1, 0x1.43f89a3f0edd4p+0},
        {0x1.0000000000000p+0, 0x1.0000000000000p+0, 0x0.0p+0},
        {0x1.7000000000000p+4, 0x1.e77526159f06cp+69, 0x1.83c4faba84f05p+5},
        {0x1.7800000000000p+4, 0x1.22a3089777c42p+72, 0x1.9044988ead541p+5},
        {0x1.9100000000000p+6, 0x1.b7d035f47bc47p+519, 0x1.6848d8e681f59p+8},
        {-0x1.8e00000000000p+6, 0x1.28290752c3865p-520, -0x1.684a728ff2b66p+8},
        {0x1.5533333333333p+7, 0x1.52e425f13147ap+1016, 0x1.60424f0a656f3p+9},
        {0x1.b7cdfd9d7bdbbp-34, 0x1.2a05f1ffb61ddp+33, 0x1.7069e2aa26ae4p+4},
        {0x1.d99999999999ap+1, 0x1.0aebf5759a453p+2, 0x1.6d9625e359b88p+0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        EXPECT(math_gamma(ROWS[i].x) == ROWS[i].gamma);
        EXPECT(math_log_gamma(ROWS[i].x) == ROWS[i].log_gamma);
    }
    EXPECT(isnan(math_gamma(0.0)));
    EXPECT(isnan(math_gamma(-3.0)));
    EXPECT(math_gamma(200.5) == HUGE_VAL);
}
