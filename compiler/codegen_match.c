// match statements. See codegen.h.
//
// The subject lies in a temporary, everything a pattern takes out of it in the temporaries
// behind it, and all of them stay until the pattern has succeeded or failed: a test works on a
// copy. So at every test the temporaries in use are one full stretch, and a failing test with n
// of them goes to the n-th of a row of drops:
//
//     fail 2:  DROP r3
//     fail 1:  DROP r2
//     fail 0:  the next case
//
// Names are bound when the whole pattern has succeeded, before the guard.
#include "compiler/codegen.h"

#include <math.h>
#include <string.h>

typedef struct Capture {
    const Name *name;
    Register value;
} Capture;

// A pattern being matched.
typedef struct Matching {
    uint32_t base;   // first temporary to be dropped on failure
    Label *failures; // [n]: n temporaries from `base` on are full
    uint32_t n_failures, failures_capacity;
    Capture *captures;
    uint32_t n_captures, captures_capacity;
} Matching;

static void match_pattern(Codegen *c, Matching *m, const Pattern *pattern, Register subject);

// Doubles an array of the arena.
static void *grow(Codegen *c, void *old, uint32_t length, uint32_t *capacity, size_t size) {
    *capacity = *capacity ? *capacity * 2 : 8;
    void *items = arena_alloc_array(c->arena, *capacity, size);
    if (!items) {
        codegen_fail_memory(c);
        *capacity = length;
        return old;
    }
    if (length) {
        memcpy(items, old, length * size);
    }
    return items;
}

// Where a test fails to that leaves the temporaries as they are now.
static Label failure(Codegen *c, Matching *m) {
    Emitter *e = codegen_emitter(c);
    uint32_t n = e->depth - m->base;
    while (m->n_failures <= n && !c->has_failed) {
        if (m->n_failures == m->failures_capacity) {
            m->failures =
                grow(c, m->failures, m->n_failures, &m->failures_capacity, sizeof(Label));
            if (c->has_failed) {
                return 0;
            }
        }
        m->failures[m->n_failures++] = emitter_new_label(e);
    }
    return c->has_failed ? 0 : m->failures[n];
}

// Emits the row of drops and goes on with nothing left of the pattern.
static void bind_failures(Codegen *c, Matching *m) {
    Emitter *e = codegen_emitter(c);
    for (uint32_t n = m->n_failures; n-- > 0 && !c->has_failed;) {
        emitter_bind(e, m->failures[n]);
        if (n > 0) {
            emit(e, OP_DROP, 0, emitter_temporary(e, m->base + n - 1), 0, 0, NULL);
        }
    }
    codegen_release(c, m->base);
}

// Drops what the pattern took from temporary `from` on.
static void drop_from(Codegen *c, uint32_t from) {
    Emitter *e = codegen_emitter(c);
    while (e->depth > from) {
        e->depth--;
        emit(e, OP_DROP, 0, emitter_temporary(e, e->depth), 0, 0, NULL);
    }
}

static Register push_copy(Codegen *c, Register value, const SourceRange *at) {
    Register copy = emitter_push(codegen_emitter(c));
    emit(codegen_emitter(c), OP_COPY, 0, copy, value, 0, at);
    return copy;
}

static void capture(Codegen *c, Matching *m, const Name *name, Register value,
                    const Pattern *pattern) {
    if (!codegen_check_name(c, name, false, pattern->range)) {
        return;
    }
    for (uint32_t i = 0; i < m->n_captures; i++) {
        if (m->captures[i].name == name) {
            codegen_fail(c, pattern->range, "multiple assignments to name '%s' in pattern",
                         name->bytes);
            return;
        }
    }
    if (m->n_captures == m->captures_capacity) {
        m->captures =
            grow(c, m->captures, m->n_captures, &m->captures_capacity, sizeof(Capture));
    }
    if (!c->has_failed) {
        m->captures[m->n_captures++] = (Capture){name, value};
    }
}

// Fails unless the truth of the newest temporary, which is consumed.
static void require(Codegen *c, Matching *m, Register test, const SourceRange *at) {
    codegen_emitter(c)->depth--;
    emit_jump(codegen_emitter(c), OP_JUMP_UNLESS, 0, test, 0, failure(c, m), at);
}

// Fails if the newest temporary, which stays, is None.
static void require_not_none(Codegen *c, Matching *m, Register value, const SourceRange *at) {
    Register copy = push_copy(c, value, at);
    codegen_emitter(c)->depth--;
    emit_jump(codegen_emitter(c), OP_JUMP_IF_NONE, 0, copy, 0, failure(c, m), at);
}

// Fails unless the subject's length is `length`, or at least that.
static void require_length(Codegen *c, Matching *m, Register subject, size_t length,
                           bool is_minimum, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    Register actual = emitter_push(e);
    emit(e, OP_GET_LENGTH, 0, actual, subject, 0, at);
    if (length <= INT16_MAX) {
        e->depth--;
        emit_jump(e, is_minimum ? OP_JUMP_GREATER_EQUAL_INT : OP_JUMP_EQUAL_INT, 0, actual,
                  (unsigned)length, failure(c, m), at);
        return;
    }
    Constant number = {.kind = CONSTANT_INT};
    number.integer = (int64_t)length;
    Register wanted = codegen_constant(c, &number, INTO_TEMPORARY, at);
    e->depth -= 2;
    emit_jump(e, is_minimum ? OP_JUMP_GREATER_EQUAL : OP_JUMP_EQUAL, 0, actual, wanted,
              failure(c, m), at);
}

// Unpacks the newest temporary, a tuple of `n`, into temporaries from its own place on.
static Register unpack_newest(Codegen *c, Register tuple, size_t n, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    e->depth--;
    for (size_t i = 0; i < n && !e->error; i++) {
        emitter_push(e);
    }
    emit(e, OP_UNPACK, 0, tuple, tuple, (unsigned)n, at);
    return tuple;
}

static bool is_wildcard(const Pattern *pattern) {
    return (pattern->kind == PATTERN_AS && !pattern->as.as_.pattern && !pattern->as.as_.name) ||
           (pattern->kind == PATTERN_STAR && !pattern->as.star.name);
}

// --- the kinds of patterns ---

static void match_value(Codegen *c, Matching *m, const Pattern *pattern, Register subject) {
    Emitter *e = codegen_emitter(c);
    if (pattern->as.value.value->kind == EXPR_JOINED_STR) {
        codegen_fail(c, pattern->range,
                     "patterns may only match literals and attribute lookups");
        return;
    }
    Register copy = push_copy(c, subject, &pattern->range);
    Register value = codegen_expr(c, pattern->as.value.value, INTO_TEMPORARY);
    e->depth -= 2;
    emit_jump(e, OP_JUMP_EQUAL, 0, copy, value, failure(c, m), &pattern->range);
}

static void match_singleton(Codegen *c, Matching *m, const Pattern *pattern, Register subject) {
    Emitter *e = codegen_emitter(c);
    Register copy = push_copy(c, subject, &pattern->range);
    Constant constant = {.kind = pattern->as.singleton.constant};
    Register value = codegen_constant(c, &constant, INTO_TEMPORARY, &pattern->range);
    e->depth -= 2;
    emit_jump(e, OP_JUMP_IS, 0, copy, value, failure(c, m), &pattern->range);
}

// [a, *_, b]: nobody wants the items behind the star, so only the others are asked for, by
// index; those behind the star by their distance from the end.
static void match_ends(Codegen *c, Matching *m, PatternList items, size_t star,
                       Register subject, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    for (size_t i = 0; i < items.length && !c->has_failed; i++) {
        if (is_wildcard(items.items[i])) {
            continue;
        }
        Register item = push_copy(c, subject, at);
        if (i < star) {
            emit(e, OP_GET_ITEM_INT, 0, item, item, (unsigned)i, at);
        } else {
            Register index = emitter_push(e);
            emit(e, OP_GET_LENGTH, 0, index, subject, 0, at);
            emit(e, OP_SUBTRACT_INT, 0, index, index, (unsigned)(items.length - i), at);
            emit(e, OP_GET_ITEM, 0, item, item, index, at);
            e->depth--;
        }
        match_pattern(c, m, items.items[i], item);
    }
}

static void match_sequence(Codegen *c, Matching *m, const Pattern *pattern, Register subject) {
    Emitter *e = codegen_emitter(c);
    const SourceRange *at = &pattern->range;
    PatternList items = pattern->as.sequence.patterns;
    size_t star = items.length;
    bool takes_any = true;
    for (size_t i = 0; i < items.length; i++) {
        takes_any &= is_wildcard(items.items[i]);
        if (items.items[i]->kind == PATTERN_STAR) {
            if (star < items.length) {
                codegen_fail(c, *at, "multiple starred names in sequence pattern");
                return;
            }
            star = i;
        }
    }
    bool has_star = star < items.length;
    size_t n_after = has_star ? items.length - star - 1 : 0;
    if (has_star && (star > UINT8_MAX || n_after > UINT8_MAX)) {
        codegen_fail(c, *at, "too many expressions in star-unpacking sequence pattern");
        return;
    }
    Register test = emitter_push(e);
    emit(e, OP_MATCH_SEQUENCE, 0, test, subject, 0, at);
    require(c, m, test, at);
    if (!has_star || items.length > 1) {
        require_length(c, m, subject, items.length - has_star, has_star, at);
    }
    if (takes_any) {
        return;
    }
    if (has_star && is_wildcard(items.items[star])) {
        match_ends(c, m, items, star, subject, at);
        return;
    }
    Register first = push_copy(c, subject, at);
    if (has_star) {
        for (size_t i = 1; i < items.length; i++) {
            emitter_push(e);
        }
        emit(e, OP_UNPACK_STAR, (unsigned)n_after, first, first, (unsigned)star, at);
    } else {
        unpack_newest(c, first, items.length, at);
    }
    for (size_t i = 0; i < items.length && !c->has_failed; i++) {
        match_pattern(c, m, items.items[i], (Register)(first + i));
    }
}

// Whether a constant is a number; its value.
static bool key_number(const Constant *key, double *real, double *imaginary) {
    *imaginary = key->kind == CONSTANT_COMPLEX ? key->imaginary : 0;
    *real = key->kind == CONSTANT_INT ? (double)key->integer : key->real;
    if (key->kind == CONSTANT_TRUE || key->kind == CONSTANT_FALSE) {
        *real = key->kind == CONSTANT_TRUE;
        return true;
    }
    return key->kind == CONSTANT_INT || key->kind == CONSTANT_FLOAT ||
           key->kind == CONSTANT_COMPLEX;
}

// Whether two constants are the same key of a dict: also 1 and True.
static bool keys_equal(const Constant *a, const Constant *b) {
    if (a->kind == CONSTANT_INT && b->kind == CONSTANT_INT) {
        return a->integer == b->integer;
    }
    double real[2];
    double imaginary[2];
    if (key_number(a, &real[0], &imaginary[0]) && key_number(b, &real[1], &imaginary[1])) {
        return real[0] == real[1] && imaginary[0] == imaginary[1];
    }
    bool is_text = a->kind == CONSTANT_STR || a->kind == CONSTANT_BYTES;
    return a->kind == b->kind &&
           (is_text ? a->length == b->length && memcmp(a->text, b->text, a->length) == 0
                    : a->kind == CONSTANT_NONE);
}

static void fail_duplicate_key(Codegen *c, SourceRange range, const Constant *key) {
    static const char WORDS[] = "mapping pattern checks duplicate key";
    switch (key->kind) {
    case CONSTANT_STR:
        codegen_fail(c, range, "%s ('%s')", WORDS, key->text);
        break;
    case CONSTANT_BYTES:
        codegen_fail(c, range, "%s (b'%s')", WORDS, key->text);
        break;
    case CONSTANT_INT:
        codegen_fail(c, range, "%s (%lld)", WORDS, (long long)key->integer);
        break;
    case CONSTANT_FLOAT:
        codegen_fail(c, range, trunc(key->real) == key->real ? "%s (%.1f)" : "%s (%.17g)",
                     WORDS, key->real);
        break;
    case CONSTANT_COMPLEX:
        if (key->real == 0) {
            codegen_fail(c, range, "%s (%.17gj)", WORDS, key->imaginary);
        } else {
            codegen_fail(c, range, "%s ((%.17g%+.17gj))", WORDS, key->real, key->imaginary);
        }
        break;
    default:
        codegen_fail(c, range, "%s (%s)", WORDS,
                     key->kind == CONSTANT_TRUE    ? "True"
                     : key->kind == CONSTANT_FALSE ? "False"
                                                   : "None");
    }
}

static void check_keys(Codegen *c, const Pattern *pattern) {
    ExprList keys = pattern->as.mapping.keys;
    for (size_t i = 0; i < keys.length; i++) {
        if (keys.items[i]->kind == EXPR_JOINED_STR) {
            codegen_fail(c, pattern->range,
                         "mapping pattern keys may only match literals and attribute lookups");
        }
        for (size_t k = 0; k < i; k++) {
            Constant a, b;
            if (!codegen_fold(c, keys.items[i], &a) || !codegen_fold(c, keys.items[k], &b)) {
                continue;
            }
            if (keys_equal(&a, &b)) {
                fail_duplicate_key(c, pattern->range, &a);
            }
        }
    }
}

static void match_mapping(Codegen *c, Matching *m, const Pattern *pattern, Register subject) {
    Emitter *e = codegen_emitter(c);
    const SourceRange *at = &pattern->range;
    ExprList keys = pattern->as.mapping.keys;
    const Name *rest = pattern->as.mapping.rest;
    check_keys(c, pattern);
    Register test = emitter_push(e);
    emit(e, OP_MATCH_MAPPING, 0, test, subject, 0, at);
    require(c, m, test, at);
    if (keys.length) {
        require_length(c, m, subject, keys.length, true, at);
    } else if (!rest) {
        return;
    }
    Register key_tuple = codegen_items(c, EXPR_TUPLE, keys, INTO_TEMPORARY, at);
    if (keys.length) {
        Register asked = push_copy(c, key_tuple, at);
        emit(e, OP_MATCH_KEYS, 0, asked, subject, asked, at);
        require_not_none(c, m, asked, at);
        Register first = unpack_newest(c, asked, keys.length, at);
        for (size_t i = 0; i < keys.length && !c->has_failed; i++) {
            match_pattern(c, m, pattern->as.mapping.patterns.items[i], (Register)(first + i));
        }
    }
    if (rest) {
        Register others = push_copy(c, key_tuple, at);
        emit(e, OP_MAP_WITHOUT, 0, others, subject, others, at);
        capture(c, m, rest, others, pattern);
    }
}

static void check_attributes(Codegen *c, const Pattern *pattern) {
    NameList names = pattern->as.class_.keyword_names;
    for (size_t i = 0; i < names.length; i++) {
        const SourceRange range = pattern->as.class_.keyword_patterns.items[i]->range;
        codegen_check_name(c, names.items[i], false, range);
        for (size_t k = i + 1; k < names.length; k++) {
            if (names.items[k] == names.items[i]) {
                codegen_fail(c, pattern->as.class_.keyword_patterns.items[k]->range,
                             "attribute name repeated in class pattern: %s",
                             names.items[i]->bytes);
            }
        }
    }
}

static void match_class(Codegen *c, Matching *m, const Pattern *pattern, Register subject) {
    Emitter *e = codegen_emitter(c);
    const SourceRange *at = &pattern->range;
    NameList names = pattern->as.class_.keyword_names;
    size_t n_positional = pattern->as.class_.patterns.length, n = n_positional + names.length;
    Constant *items = arena_alloc_array(c->arena, names.length, sizeof(*items));
    check_attributes(c, pattern);
    if (n_positional > UINT8_MAX) {
        codegen_fail(c, *at, "too many sub-patterns in class pattern");
    }
    if (!items || c->has_failed) {
        codegen_fail_memory(c); // the first error wins
        return;
    }
    for (size_t i = 0; i < names.length; i++) {
        items[i] = (Constant){.kind = CONSTANT_STR,
                              .length = names.items[i]->length,
                              .text = names.items[i]->bytes};
    }
    Constant tuple = {.kind = CONSTANT_TUPLE, .length = names.length, .items = items};
    Register found = codegen_constant(c, &tuple, INTO_TEMPORARY, at);
    Register type = codegen_expr(c, pattern->as.class_.class_, INTO_TEMPORARY);
    e->depth--;
    emit(e, OP_MATCH_CLASS, (unsigned)n_positional, found, subject, type, at);
    require_not_none(c, m, found, at);
    if (!n) {
        return;
    }
    Register first = unpack_newest(c, found, n, at);
    for (size_t i = 0; i < n && !c->has_failed; i++) {
        const Pattern *inner =
            i < n_positional ? pattern->as.class_.patterns.items[i]
                             : pattern->as.class_.keyword_patterns.items[i - n_positional];
        match_pattern(c, m, inner, (Register)(first + i));
    }
}

// SyntaxError if a pattern that always matches is not the last one.
static bool check_refutable(Codegen *c, const Pattern *pattern) {
    for (;;) {
        if (pattern->kind == PATTERN_AS && pattern->as.as_.pattern) {
            pattern = pattern->as.as_.pattern;
        } else if (pattern->kind == PATTERN_OR) { // the others have been checked
            pattern = pattern->as.or_.patterns.items[pattern->as.or_.patterns.length - 1];
        } else {
            break;
        }
    }
    if (pattern->kind != PATTERN_AS) {
        return true;
    }
    if (pattern->as.as_.name) {
        codegen_fail(c, pattern->range,
                     "name capture '%s' makes remaining patterns unreachable",
                     pattern->as.as_.name->bytes);
    } else {
        codegen_fail(c, pattern->range, "wildcard makes remaining patterns unreachable");
    }
    return false;
}

// Leaves of a matched alternative exactly its captures, in the order of the first one's.
static void settle_alternative(Codegen *c, Matching *m, const Matching *first,
                               uint32_t n_before, const Pattern *pattern) {
    Emitter *e = codegen_emitter(c);
    uint32_t top = e->depth, n = m->n_captures - n_before;
    if (n != first->n_captures - n_before) {
        codegen_fail(c, pattern->range, "alternative patterns bind different names");
        return;
    }
    for (uint32_t i = n_before; i < first->n_captures && !c->has_failed; i++) {
        uint32_t k = n_before;
        while (k < m->n_captures && m->captures[k].name != first->captures[i].name) {
            k++;
        }
        if (k == m->n_captures) {
            codegen_fail(c, pattern->range, "alternative patterns bind different names");
            return;
        }
        push_copy(c, m->captures[k].value, NULL);
    }
    e->depth = top;
    drop_from(c, m->base);
    for (uint32_t i = 0; i < n; i++) {
        Register to = emitter_push(e), from = emitter_temporary(e, top + i);
        if (to != from) {
            emit(e, OP_MOVE, 0, to, from, 0, NULL);
        }
    }
}

static void match_or(Codegen *c, Matching *m, const Pattern *pattern, Register subject) {
    Emitter *e = codegen_emitter(c);
    PatternList alternatives = pattern->as.or_.patterns;
    uint32_t base = e->depth, n_before = m->n_captures;
    Label end = emitter_new_label(e);
    Matching first = {0};
    for (size_t i = 0; i < alternatives.length && !c->has_failed; i++) {
        if (i + 1 < alternatives.length && !check_refutable(c, alternatives.items[i])) {
            return;
        }
        Matching own = {.base = base, .n_captures = n_before, .captures_capacity = n_before};
        if (n_before) { // a copy: two alternatives may bind the same name
            own.captures_capacity = 0;
            while (own.captures_capacity < n_before + 1) {
                own.captures =
                    grow(c, own.captures, 0, &own.captures_capacity, sizeof(Capture));
            }
            memcpy(own.captures, m->captures, n_before * sizeof(Capture));
        }
        codegen_release(c, base);
        match_pattern(c, &own, alternatives.items[i], subject);
        if (i == 0) {
            first = own;
        }
        settle_alternative(c, &own, &first, n_before, pattern);
        emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);
        bind_failures(c, &own);
    }
    emit_jump(e, OP_JUMP, 0, 0, 0, failure(c, m), NULL);
    emitter_bind(e, end);
    for (uint32_t i = n_before; i < first.n_captures && !c->has_failed; i++) {
        capture(c, m, first.captures[i].name, emitter_push(e), pattern);
    }
}

static void match_pattern(Codegen *c, Matching *m, const Pattern *pattern, Register subject) {
    if (c->has_failed) {
        return;
    }
    switch (pattern->kind) {
    case PATTERN_VALUE:
        match_value(c, m, pattern, subject);
        break;
    case PATTERN_SINGLETON:
        match_singleton(c, m, pattern, subject);
        break;
    case PATTERN_SEQUENCE:
        match_sequence(c, m, pattern, subject);
        break;
    case PATTERN_MAPPING:
        match_mapping(c, m, pattern, subject);
        break;
    case PATTERN_CLASS:
        match_class(c, m, pattern, subject);
        break;
    case PATTERN_STAR:
        if (pattern->as.star.name) {
            capture(c, m, pattern->as.star.name, subject, pattern);
        }
        break;
    case PATTERN_AS:
        if (pattern->as.as_.pattern) {
            match_pattern(c, m, pattern->as.as_.pattern, subject);
        }
        if (pattern->as.as_.name) {
            capture(c, m, pattern->as.as_.name, subject, pattern);
        }
        break;
    case PATTERN_OR:
        match_or(c, m, pattern, subject);
        break;
    }
}

void codegen_match(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Label end = emitter_new_label(e);
    Register subject = codegen_expr(c, stmt->as.match.subject, INTO_TEMPORARY);
    for (size_t i = 0; i < stmt->as.match.length && !c->has_failed; i++) {
        const MatchCase *match_case = &stmt->as.match.cases[i];
        Matching matching = {.base = mark + 1};
        codegen_release(c, mark + 1);
        if (i + 1 < stmt->as.match.length && !match_case->guard &&
            !check_refutable(c, match_case->pattern)) {
            return;
        }
        match_pattern(c, &matching, match_case->pattern, subject);
        for (uint32_t k = 0; k < matching.n_captures && !c->has_failed; k++) {
            Register copy = push_copy(c, matching.captures[k].value, NULL);
            codegen_store_name(c, matching.captures[k].name, copy, &match_case->pattern->range);
            e->depth--;
        }
        drop_from(c, mark + 1);
        if (match_case->guard) {
            codegen_condition(c, match_case->guard, false, failure(c, &matching));
        }
        emit(e, OP_DROP, 0, subject, 0, 0, NULL);
        codegen_release(c, mark);
        codegen_body(c, match_case->body);
        emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);
        bind_failures(c, &matching);
    }
    emit(e, OP_DROP, 0, subject, 0, 0, NULL);
    codegen_release(c, mark);
    emitter_bind(e, end);
}
