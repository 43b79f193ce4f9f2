// CHECK: our own bugs. A guest program must never be able to make one fail.
#ifndef GILT_VM_BASE_CHECK_H
#define GILT_VM_BASE_CHECK_H

// Reports the broken rule and where it is, and aborts. Never returns.
_Noreturn void check_failed(const char *file, int line, const char *rule);

// Always on: for what would corrupt memory if it were false.
#define CHECK(condition, sentence)                                                             \
    ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, (sentence)))

// Only in the builds that check invariants (presets check, debug, asan, tsan).
#if defined(GILT_CHECK)
#define CHECK_SLOW(condition, sentence) CHECK(condition, sentence)
#else
#define CHECK_SLOW(condition, sentence) ((void)0)
#endif

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

#endif
