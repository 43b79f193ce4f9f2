// Assignment: targets, plain and augmented assignment, annotations, del. See codegen.h.
//
// The value is computed first and, if the target is a plain variable, straight into its
// register.
#include "compiler/codegen.h"

#include <string.h>

// The longest `a, b = b, a` done without building a tuple.
#define PARALLEL_MAX 8

// Finds the starred item; its index or -1. SyntaxError if there are two.
static int find_starred(Codegen *c, const Expr *target) {
    ExprList items = target->as.sequence.items;
    int starred = -1;
    for (size_t i = 0; i < items.length; i++) {
        if (items.items[i]->kind == EXPR_STARRED) {
            if (starred >= 0) {
                codegen_fail(c, target->range, "multiple starred expressions in assignment");
                return -1;
            }
            starred = (int)i;
        }
    }
    if (starred >= 0 && (starred >= 1 << 8 || items.length - (size_t)starred - 1 >= 1 << 8)) {
        codegen_fail(c, target->range, "too many expressions in star-unpacking assignment");
    }
    return starred;
}

static void unpack(Codegen *c, const Expr *target, Register value) {
    Emitter *e = codegen_emitter(c);
    ExprList items = target->as.sequence.items;
    uint32_t mark = e->depth;
    if (mark > 0 && value == emitter_temporary(e, mark - 1)) {
        codegen_release(c, mark - 1); // the first item takes the value's place
    }
    Register first = emitter_temporary(e, e->depth);
    int starred = find_starred(c, target);
    for (size_t i = 0; i < items.length && !e->error; i++) {
        emitter_push(e);
    }
    if (c->has_failed) {
        return;
    }
    if (starred >= 0) {
        emit(e, OP_UNPACK_STAR, (unsigned)(items.length - (size_t)starred - 1), first, value,
             (unsigned)starred, &target->range);
    } else {
        emit(e, OP_UNPACK, 0, first, value, (unsigned)items.length, &target->range);
    }
    for (size_t i = 0; i < items.length && !c->has_failed; i++) {
        const Expr *item = items.items[i];
        codegen_assign(c, item->kind == EXPR_STARRED ? item->as.starred.value : item,
                       (Register)(first + i));
    }
    codegen_release(c, mark);
}

// self.NAME = ... in a function of a class is kept for its __static_attributes__.
static void note_static_attribute(Codegen *c, const Expr *target) {
    const Expr *object = target->as.attribute.value;
    if (object->kind != EXPR_NAME || strcmp(object->as.name.id->bytes, "self") != 0) {
        return;
    }
    Unit *unit = c->unit;
    while (unit && unit->scope->kind != SCOPE_CLASS) {
        unit = unit->outer;
    }
    if (!unit) {
        return;
    }
    for (uint32_t i = 0; i < unit->n_static_attributes; i++) {
        if (unit->static_attributes[i] == target->as.attribute.name) {
            return;
        }
    }
    if (unit->n_static_attributes == unit->static_attributes_capacity) {
        uint32_t capacity = 2 * unit->static_attributes_capacity + 4;
        const Name **larger = arena_alloc_array(c->arena, capacity, sizeof(*larger));
        if (!larger) {
            codegen_fail_memory(c);
            return;
        }
        if (unit->n_static_attributes > 0) {
            memcpy(larger, unit->static_attributes,
                   unit->n_static_attributes * sizeof(*larger));
        }
        unit->static_attributes = larger;
        unit->static_attributes_capacity = capacity;
    }
    unit->static_attributes[unit->n_static_attributes++] = target->as.attribute.name;
}

void codegen_assign(Codegen *c, const Expr *target, Register value) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    if (c->has_failed) {
        return;
    }
    switch (target->kind) {
    case EXPR_NAME:
        codegen_store_name(c, target->as.name.id, value, &target->range);
        break;
    case EXPR_ATTRIBUTE: {
        if (!codegen_check_name(c, target->as.attribute.name, false, target->range)) {
            return;
        }
        Register object = codegen_operand(c, target->as.attribute.value, NULL);
        SourceRange at = codegen_attribute_range(target, target->range);
        emit(e, OP_STORE_ATTR, 0, object, codegen_name_index(c, target->as.attribute.name),
             value, &at);
        note_static_attribute(c, target);
        break;
    }
    case EXPR_SUBSCRIPT: {
        Register object =
            codegen_operand(c, target->as.subscript.value, target->as.subscript.index);
        Register index = codegen_operand(c, target->as.subscript.index, NULL);
        emit(e, OP_SET_ITEM, 0, object, index, value, &target->range);
        break;
    }
    case EXPR_TUPLE:
    case EXPR_LIST:
        unpack(c, target, value);
        break;
    case EXPR_STARRED:
        codegen_fail(c, target->range, "starred assignment target must be in a list or tuple");
        break;
    default:
        codegen_fail(c, target->range, "cannot assign to expression");
        break;
    }
    codegen_release(c, mark);
}

// --- a = b = value ---

// Whether `a, b = x, y` can go without a tuple.
static bool is_parallel(const Expr *target, const Expr *value) {
    if (target->kind != EXPR_TUPLE || value->kind != EXPR_TUPLE) {
        return false;
    }
    ExprList to = target->as.sequence.items, from = value->as.sequence.items;
    if (to.length != from.length || to.length < 2 || to.length > PARALLEL_MAX) {
        return false;
    }
    for (size_t i = 0; i < to.length; i++) {
        if (to.items[i]->kind == EXPR_STARRED || from.items[i]->kind == EXPR_STARRED) {
            return false;
        }
    }
    return true;
}

// Whether all targets are different plain variables, so that nobody can tell the order of
// storing.
static bool are_plain_variables(Codegen *c, ExprList targets) {
    for (size_t i = 0; i < targets.length; i++) {
        if (codegen_local(c, targets.items[i]) == NO_REGISTER) {
            return false;
        }
        for (size_t k = 0; k < i; k++) {
            if (targets.items[k]->as.name.id == targets.items[i]->as.name.id) {
                return false;
            }
        }
    }
    return true;
}

// All values are computed before the first is stored. The last one may go straight to its
// variable.
static void assign_parallel(Codegen *c, const Expr *target, const Expr *value) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    ExprList to = target->as.sequence.items, from = value->as.sequence.items;
    size_t n_held = from.length - (are_plain_variables(c, to) ? 1 : 0);
    for (size_t i = 0; i < n_held; i++) {
        codegen_expr(c, from.items[i], INTO_TEMPORARY);
    }
    if (n_held < from.length) {
        Register last = codegen_local(c, to.items[n_held]);
        codegen_expr(c, from.items[n_held], last);
        codegen_store_name(c, to.items[n_held]->as.name.id, last, &to.items[n_held]->range);
    }
    for (size_t i = 0; i < n_held; i++) {
        codegen_assign(c, to.items[i], emitter_temporary(e, mark + (uint32_t)i));
    }
    codegen_release(c, mark);
}

// Whether the first target can hold the value while the others are assigned.
static bool first_can_hold(const ExprList targets) {
    for (size_t i = 1; i < targets.length; i++) {
        const Expr *target = targets.items[i];
        if (target->kind != EXPR_NAME || target->as.name.id == targets.items[0]->as.name.id) {
            return false;
        }
    }
    return true;
}

void codegen_assign_stmt(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    ExprList targets = stmt->as.assign.targets;
    const Expr *value = stmt->as.assign.value, *target = targets.items[0];
    if (targets.length == 1 && is_parallel(target, value)) {
        assign_parallel(c, target, value);
        return;
    }
    Register local = codegen_local(c, target);
    if (local != NO_REGISTER && first_can_hold(targets)) {
        codegen_expr(c, value, local);
        codegen_store_name(c, target->as.name.id, local, &target->range);
        for (size_t i = 1; i < targets.length; i++) {
            codegen_assign(c, targets.items[i], local);
        }
        return;
    }
    if (targets.length == 1) {
        codegen_assign(c, target, codegen_operand(c, value, target));
        codegen_release(c, mark);
        return;
    }
    Register held = codegen_expr(c, value, INTO_TEMPORARY);
    for (size_t i = 0; i + 1 < targets.length && !c->has_failed; i++) {
        Register copy = emitter_push(e);
        emit(e, OP_COPY, 0, copy, held, 0, &value->range);
        codegen_assign(c, targets.items[i], copy);
        codegen_release(c, mark + 1);
    }
    codegen_assign(c, targets.items[targets.length - 1], held);
    codegen_release(c, mark);
}

// --- a += value ---

// Reads an operand that is needed once more: a temporary is copied.
static Register read_again(Codegen *c, Register operand, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    if (emitter_is_local(e, operand)) {
        return operand;
    }
    Register copy = emitter_push(e);
    emit(e, OP_COPY, 0, copy, operand, 0, at);
    return copy;
}

static void augment_name(Codegen *c, const Expr *target, const Stmt *stmt) {
    const Expr *value = stmt->as.augment_assign.value;
    Register local = codegen_local(c, target);
    Register old = codegen_operand(c, target, value);
    Register to = local != NO_REGISTER ? local : old;
    codegen_inplace(c, stmt->as.augment_assign.operator, old, value, to, &stmt->range);
    codegen_store_name(c, target->as.name.id, to, &target->range);
}

void codegen_augment_assign(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    const Expr *target = stmt->as.augment_assign.target, *value = stmt->as.augment_assign.value;
    BinaryOperator operator= stmt->as.augment_assign.operator;
    if (target->kind == EXPR_NAME) {
        augment_name(c, target, stmt);
    } else if (target->kind == EXPR_ATTRIBUTE) {
        if (!codegen_check_name(c, target->as.attribute.name, false, target->range)) {
            return;
        }
        uint16_t name = codegen_name_index(c, target->as.attribute.name);
        Register object = codegen_operand(c, target->as.attribute.value, value);
        uint32_t depth = e->depth;
        Register again = read_again(c, object, &target->range);
        codegen_release(c, depth);
        Register old = emitter_push(e);
        SourceRange at = codegen_attribute_range(target, target->range);
        emit(e, OP_LOAD_ATTR, 0, old, again, name, &at);
        codegen_inplace(c, operator, old, value, old, &stmt->range);
        emit(e, OP_STORE_ATTR, 0, object, name, old, &at);
    } else if (target->kind == EXPR_SUBSCRIPT) {
        const Expr *pair[] = {value, target->as.subscript.index};
        Expr later = {.kind = EXPR_TUPLE};
        later.as.sequence.items = (ExprList){(Expr **)pair, 2};
        Register object = codegen_operand(c, target->as.subscript.value, &later);
        Register index = codegen_operand(c, target->as.subscript.index, value);
        uint32_t depth = e->depth;
        Register object_again = read_again(c, object, &target->range);
        Register index_again = read_again(c, index, &target->range);
        codegen_release(c, depth);
        Register old = emitter_push(e);
        emit(e, OP_GET_ITEM, 0, old, object_again, index_again, &target->range);
        codegen_inplace(c, operator, old, value, old, &stmt->range);
        emit(e, OP_SET_ITEM, 0, object, index, old, &target->range);
    }
    codegen_release(c, mark);
}

// --- a: annotation = value ---

// Evaluates what a target without a value would evaluate, for its errors.
static void check_target(Codegen *c, const Expr *target) {
    if (target->kind == EXPR_ATTRIBUTE) {
        codegen_discard(c, target->as.attribute.value);
    } else if (target->kind == EXPR_SUBSCRIPT) {
        codegen_discard(c, target->as.subscript.value);
        codegen_discard(c, target->as.subscript.index);
    }
}

static void store_annotation(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    const Name *annotations = codegen_intern(c, "__annotations__");
    const Name *name = codegen_mangle(c, stmt->as.annotate.target->as.name.id);
    Register value = codegen_annotation(c, stmt->as.annotate.annotation);
    if (!annotations || !name) {
        return;
    }
    Register map = codegen_load_name(c, annotations, INTO_TEMPORARY, &stmt->range);
    Register key = codegen_string(c, name->bytes, name->length, INTO_TEMPORARY, &stmt->range);
    emit(e, OP_SET_ITEM, 0, map, key, value, &stmt->range);
    codegen_release(c, mark);
}

void codegen_annotate(Codegen *c, const Stmt *stmt) {
    const Expr *target = stmt->as.annotate.target, *value = stmt->as.annotate.value;
    if (target->kind == EXPR_NAME && !value &&
        !codegen_check_name(c, target->as.name.id, false, stmt->range)) {
        return;
    }
    if (value) {
        Register local = codegen_local(c, target);
        uint32_t mark = codegen_emitter(c)->depth;
        Register from = local != NO_REGISTER ? codegen_expr(c, value, local)
                                             : codegen_operand(c, value, target);
        codegen_assign(c, target, from);
        codegen_release(c, mark);
    } else {
        check_target(c, target);
    }
    if (c->unit->scope->kind == SCOPE_FUNCTION) {
        return; // annotations of local variables are not evaluated
    }
    if (stmt->as.annotate.is_simple && target->kind == EXPR_NAME) {
        store_annotation(c, stmt);
    } else if (!c->has_lazy_annotations) {
        codegen_discard(c, stmt->as.annotate.annotation);
    }
}

// --- del ---

void codegen_delete(Codegen *c, const Expr *target) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    switch (target->kind) {
    case EXPR_NAME:
        if (codegen_check_name(c, target->as.name.id, true, target->range)) {
            codegen_delete_name(c, target->as.name.id, false, &target->range);
        }
        break;
    case EXPR_ATTRIBUTE: {
        Register object = codegen_operand(c, target->as.attribute.value, NULL);
        SourceRange at = codegen_attribute_range(target, target->range);
        emit(e, OP_DELETE_ATTR, 0, object, codegen_name_index(c, target->as.attribute.name), 0,
             &at);
        break;
    }
    case EXPR_SUBSCRIPT: {
        Register object =
            codegen_operand(c, target->as.subscript.value, target->as.subscript.index);
        Register index = codegen_operand(c, target->as.subscript.index, NULL);
        emit(e, OP_DELETE_ITEM, 0, object, index, 0, &target->range);
        break;
    }
    case EXPR_TUPLE:
    case EXPR_LIST:
        for (size_t i = 0; i < target->as.sequence.items.length && !c->has_failed; i++) {
            codegen_delete(c, target->as.sequence.items.items[i]);
        }
        break;
    default:
        codegen_fail(c, target->range, "cannot delete expression");
        break;
    }
    codegen_release(c, mark);
}
