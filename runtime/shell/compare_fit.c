// Two laws of scaling, fitted by least squares to measured speed-ups.
//
//     Amdahl   S(n) = 1 / (s + (1 - s) / n)             s: the part that runs alone
//     USL      S(n) = n / (1 + a (n - 1) + b n (n - 1))  a: contention, b: coherence
//
// (G. Amdahl, 1967; N. Gunther, "A General Theory of Computational Scalability", 2008.)
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "runtime/shell/compare.h"

// 1/S is linear in s: 1/S - 1/n = s (1 - 1/n).
static double fit_amdahl(const CompareRow *rows, size_t n) {
    double above = 0;
    double below = 0;
    for (size_t i = 0; i < n; i++) {
        double inverse = rows[i].summary.wall / rows[0].summary.wall;
        double share = 1.0 / rows[i].threads;
        above += (inverse - share) * (1 - share);
        below += (1 - share) * (1 - share);
    }
    return below > 0 ? above / below : 0;
}

// n/S - 1 is linear in a and b: two equations in two unknowns.
static bool fit_usl(const CompareRow *rows, size_t n, double *a, double *b) {
    double xx = 0, xy = 0, yy = 0, xz = 0, yz = 0;
    for (size_t i = 0; i < n; i++) {
        double count = rows[i].threads;
        double x = count - 1;
        double y = count * (count - 1);
        double z = count * rows[i].summary.wall / rows[0].summary.wall - 1;
        xx += x * x;
        xy += x * y;
        yy += y * y;
        xz += x * z;
        yz += y * z;
    }
    double determinant = xx * yy - xy * xy;
    if (fabs(determinant) < 1e-9) {
        return false;
    }
    *a = (xz * yy - yz * xy) / determinant;
    *b = (yz * xx - xz * xy) / determinant;
    return true;
}

void compare_print_fit(const CompareRow *rows, size_t n) {
    if (n < 2 || rows[0].threads != 1) {
        return; // without one thread there is nothing to compare with
    }
    printf("  %-6s efficiency", rows[0].mode);
    for (size_t i = 0; i < n; i++) {
        double speed_up = rows[0].summary.wall / rows[i].summary.wall;
        printf("  %d: %.0f%%", rows[i].threads, 100 * speed_up / rows[i].threads);
    }
    printf("  (MEASURED)\n");
    double serial = fit_amdahl(rows, n);
    if (!compare_differ(&rows[0].summary, &rows[n - 1].summary)) {
        printf("         The spread between runs exceeds what more threads changed: %s.\n",
               serial > 0.9 ? "nothing\n         was gained, and no law is fitted"
                            : "no\n         conclusion, no law is fitted");
        return;
    }
    printf("         Amdahl: %.0f%% of the work runs alone\n", 100 * (serial < 0   ? 0
                                                                      : serial > 1 ? 1
                                                                                   : serial));
    double a, b;
    if (n >= 3 && fit_usl(rows, n, &a, &b)) {
        printf("         USL: contention %.3f, coherence %.4f\n", a, b);
    }
}
