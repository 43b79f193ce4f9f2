// Displays: lists, tuples, sets, dicts, slices and f-strings. See codegen.h.
//
// Few items are computed into neighbouring temporaries and built at once. Many, or starred
// ones, are added one after the other to a container in a temporary.
#include "compiler/codegen.h"

static bool has_starred(ExprList items) {
    for (size_t i = 0; i < items.length; i++) {
        if (items.items[i]->kind == EXPR_STARRED) {
            return true;
        }
    }
    return false;
}

// Moves the container in the temporary at `mark` to where it is wanted.
static Register deliver(Codegen *c, uint32_t mark, Register wanted, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    Register value = emitter_temporary(e, mark);
    codegen_release(c, mark);
    if (wanted == INTO_TEMPORARY) {
        return emitter_push(e);
    }
    emit(e, OP_MOVE, 0, wanted, value, 0, at);
    return wanted;
}

// A list or set of constants is filled from one constant.
static bool build_from_constant(Codegen *c, ExprKind kind, ExprList items, Register wanted,
                                const SourceRange *at, Register *out) {
    Emitter *e = codegen_emitter(c);
    Constant constant;
    uint32_t mark = e->depth;
    bool is_set = kind == EXPR_SET;
    if (items.length < 3 ||
        !codegen_fold_items(c, items, is_set ? CONSTANT_FROZENSET : CONSTANT_TUPLE,
                            &constant)) {
        return false;
    }
    if (kind == EXPR_TUPLE) {
        *out = codegen_constant(c, &constant, wanted, at);
        return true;
    }
    Register container = emitter_push(e);
    emit(e, is_set ? OP_BUILD_SET : OP_BUILD_LIST, 0, container, emitter_temporary(e, mark), 0,
         at);
    Register values = codegen_constant(c, &constant, INTO_TEMPORARY, at);
    emit(e, is_set ? OP_SET_UPDATE : OP_LIST_EXTEND, 0, container, values, 0, at);
    *out = deliver(c, mark, wanted, at);
    return true;
}

static Register build_piecewise(Codegen *c, ExprKind kind, ExprList items, Register wanted,
                                const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    bool is_set = kind == EXPR_SET;
    Register container = emitter_push(e);
    // What stands before the first starred item is built at once.
    size_t first = 0;
    while (first < items.length && first < ITEMS_IN_REGISTERS &&
           items.items[first]->kind != EXPR_STARRED) {
        first++;
    }
    codegen_release(c, mark);
    for (size_t i = 0; i < first; i++) {
        codegen_expr(c, items.items[i], INTO_TEMPORARY);
    }
    codegen_release(c, mark + 1);
    emit(e, is_set ? OP_BUILD_SET : OP_BUILD_LIST, 0, container, container, (unsigned)first,
         at);
    for (size_t i = first; i < items.length && !c->has_failed; i++) {
        const Expr *item = items.items[i];
        bool is_starred = item->kind == EXPR_STARRED;
        Register value = codegen_operand(c, is_starred ? item->as.starred.value : item, NULL);
        Opcode add = is_starred ? (is_set ? OP_SET_UPDATE : OP_LIST_EXTEND)
                                : (is_set ? OP_SET_ADD : OP_LIST_APPEND);
        emit(e, add, 0, container, value, 0, at);
        codegen_release(c, mark + 1);
    }
    if (kind == EXPR_TUPLE) {
        emit(e, OP_LIST_TO_TUPLE, 0, container, 0, 0, at);
    }
    return deliver(c, mark, wanted, at);
}

Register codegen_items(Codegen *c, ExprKind kind, ExprList items, Register wanted,
                       const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Register result;
    if (build_from_constant(c, kind, items, wanted, at, &result)) {
        return result;
    }
    if (items.length > ITEMS_IN_REGISTERS || has_starred(items)) {
        return build_piecewise(c, kind, items, wanted, at);
    }
    for (size_t i = 0; i < items.length; i++) {
        codegen_expr(c, items.items[i], INTO_TEMPORARY);
    }
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    Opcode build = kind == EXPR_SET     ? OP_BUILD_SET
                   : kind == EXPR_TUPLE ? OP_BUILD_TUPLE
                                        : OP_BUILD_LIST;
    emit(e, build, 0, to, emitter_temporary(e, mark), (unsigned)items.length, at);
    return to;
}

Register codegen_sequence(Codegen *c, const Expr *expr, Register wanted) {
    Constant constant;
    if (expr->kind == EXPR_TUPLE && codegen_fold(c, expr, &constant)) {
        return codegen_constant(c, &constant, wanted, &expr->range);
    }
    return codegen_items(c, expr->kind, expr->as.sequence.items, wanted, &expr->range);
}

// Builds a dict of up to `n` of the pairs from number `first` on, as far as no `**` stands
// between, in a new temporary. Returns how many it took.
static size_t build_pairs(Codegen *c, const Expr *expr, size_t first) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    size_t n = 0;
    ExprList keys = expr->as.dict.keys, values = expr->as.dict.values;
    while (first + n < keys.length && n < ITEMS_IN_REGISTERS / 2 && keys.items[first + n]) {
        codegen_expr(c, keys.items[first + n], INTO_TEMPORARY);
        codegen_expr(c, values.items[first + n], INTO_TEMPORARY);
        n++;
    }
    codegen_release(c, mark);
    Register to = emitter_push(e);
    emit(e, OP_BUILD_MAP, 0, to, emitter_temporary(e, mark), (unsigned)n, &expr->range);
    return n;
}

Register codegen_dict(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    ExprList keys = expr->as.dict.keys, values = expr->as.dict.values;
    size_t i = build_pairs(c, expr, 0);
    Register map = emitter_temporary(e, mark);
    for (; i < keys.length && !c->has_failed; i++) {
        if (keys.items[i]) {
            Register key = codegen_operand(c, keys.items[i], values.items[i]);
            Register value = codegen_operand(c, values.items[i], NULL);
            emit(e, OP_MAP_SET, 0, map, key, value, &expr->range);
        } else {
            Register value = codegen_operand(c, values.items[i], NULL);
            emit(e, OP_MAP_UPDATE, 0, map, value, 0, &expr->range);
        }
        codegen_release(c, mark + 1);
    }
    return deliver(c, mark, wanted, &expr->range);
}

void codegen_slice_parts(Codegen *c, const Expr *expr, int n) {
    const Expr *parts[] = {expr->as.slice.lower, expr->as.slice.upper, expr->as.slice.step};
    for (int i = 0; i < n; i++) {
        if (parts[i]) {
            codegen_expr(c, parts[i], INTO_TEMPORARY);
        } else {
            codegen_none(c, INTO_TEMPORARY, &expr->range);
        }
    }
}

Register codegen_slice(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    codegen_slice_parts(c, expr, 3);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, OP_BUILD_SLICE, 0, to, emitter_temporary(e, mark), 0, &expr->range);
    return to;
}

// --- f-strings ---

Register codegen_formatted(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    const Expr *spec = expr->as.formatted.spec;
    int conversion = expr->as.formatted.conversion;
    unsigned how = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
    Register value = codegen_operand(c, expr->as.formatted.value, spec);
    Register format = spec ? codegen_operand(c, spec, NULL) : NO_REGISTER;
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, OP_FORMAT, how, to, value, format, &expr->range);
    return to;
}

// Joins the temporaries from `mark` on into one at the mark.
static void join(Codegen *c, uint32_t mark, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t n = e->depth - mark;
    codegen_release(c, mark);
    Register to = emitter_push(e);
    emit(e, OP_BUILD_STRING, 0, to, to, n, at);
}

Register codegen_joined(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    ExprList values = expr->as.joined.values;
    if (values.length == 0) {
        return codegen_string(c, "", 0, wanted, &expr->range);
    }
    if (values.length == 1) {
        return codegen_expr(c, values.items[0], wanted);
    }
    for (size_t i = 0; i < values.length && !c->has_failed; i++) {
        if (e->depth - mark == ITEMS_IN_REGISTERS * 8) {
            join(c, mark, &expr->range);
        }
        codegen_expr(c, values.items[i], INTO_TEMPORARY);
    }
    join(c, mark, &expr->range);
    return deliver(c, mark, wanted, &expr->range);
}
