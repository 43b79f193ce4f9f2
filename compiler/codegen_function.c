// Definitions: functions, lambdas, classes, type parameters. See codegen.h.
//
// MAKE_FUNCTION takes what a function needs besides its code from neighbouring temporaries:
// defaults, keyword defaults, annotations, captured cells. A class is a call of the builtin
// class maker with its body as a function. A generic definition is wrapped in a function that
// makes its type parameters and is called at once.
#include "compiler/codegen.h"

#include <stdio.h>
#include <string.h>

#include "compiler/unparse.h"

// --- functions ---

// Pushes the tuple of the cells that the function captures, if any. Returns its flag.
static unsigned push_closure(Codegen *c, const Scope *scope, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    if (!scope->n_free) {
        return 0;
    }
    for (uint32_t i = 0; i < scope->n_free && !c->has_failed; i++) {
        const Name *name = scope->free_names[i];
        Scope *unit = c->unit->scope;
        Register cell = emitter_push(e);
        const Symbol *symbol = NULL;
        // The names are mangled already, so the scopes are asked directly.
        for (Scope *s = c->unit->current; s;
             s = s->kind == SCOPE_COMPREHENSION ? s->parent : NULL) {
            symbol = scope_lookup(s, name);
            if (symbol && (symbol->kind == SYMBOL_CELL || symbol->free_index)) {
                break;
            }
            symbol = NULL;
        }
        if (symbol && symbol->kind == SYMBOL_CELL) {
            emit(e, OP_COPY, 0, cell, symbol->reg, 0, at);
        } else if (unit->needs_class_cell && name == c->scopes->name_class) {
            emit(e, OP_COPY, 0, cell, unit->class_cell, 0, at);
        } else if (unit->needs_class_dict && name == c->scopes->name_class_dict) {
            emit(e, OP_COPY, 0, cell, unit->class_dict, 0, at);
        } else {
            uint32_t index = 0;
            while (index < unit->n_free && unit->free_names[index] != name) {
                index++;
            }
            emit(e, OP_LOAD_FREE_CELL, 0, cell, index, 0, at);
        }
    }
    codegen_release(c, mark);
    Register closure = emitter_push(e);
    emit(e, OP_BUILD_TUPLE, 0, closure, closure, scope->n_free, at);
    return 8;
}

Register codegen_make_function(Codegen *c, CodeUnit *code, Scope *scope, unsigned flags,
                               uint32_t mark, Register wanted, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    flags |= push_closure(c, scope, at);
    Constant constant = {.kind = CONSTANT_CODE, .code = code};
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    if (e->is_reachable) {
        emit(e, OP_MAKE_FUNCTION, flags, to, emitter_constant(e, &constant),
             emitter_temporary(e, mark), at);
    }
    return to;
}

static void describe_parameters(CodeUnit *code, const Parameters *p) {
    code->n_positional_only = (uint32_t)p->positional_only_length;
    code->n_positional = (uint32_t)(p->positional_only_length + p->positional_length);
    code->n_keyword_only = (uint32_t)p->keyword_only_length;
    code->flags |= (p->variadic ? CODE_VARARGS : 0) | (p->keywords ? CODE_VARKEYWORDS : 0);
}

static bool check_parameter(Codegen *c, const Parameter *parameter) {
    return !parameter || codegen_check_name(c, parameter->name, false, parameter->range);
}

static bool check_parameters(Codegen *c, const Parameters *p) {
    for (size_t i = 0; i < p->positional_only_length; i++) {
        if (!check_parameter(c, &p->positional_only[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < p->positional_length; i++) {
        if (!check_parameter(c, &p->positional[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < p->keyword_only_length; i++) {
        if (!check_parameter(c, &p->keyword_only[i])) {
            return false;
        }
    }
    return check_parameter(c, p->variadic) && check_parameter(c, p->keywords);
}

static uint32_t generator_flags(const Scope *scope) {
    if (scope->is_generator) {
        return scope->is_coroutine ? CODE_ASYNC_GENERATOR : CODE_GENERATOR;
    }
    return scope->is_coroutine ? CODE_COROUTINE : 0;
}

// Pushes defaults and keyword defaults; returns their flags.
static unsigned push_defaults(Codegen *c, const Parameters *p, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    unsigned flags = 0;
    if (p->defaults.length) {
        Constant constant;
        if (codegen_fold_items(c, p->defaults, CONSTANT_TUPLE, &constant)) {
            codegen_constant(c, &constant, INTO_TEMPORARY, at);
        } else {
            codegen_items(c, EXPR_TUPLE, p->defaults, INTO_TEMPORARY, at);
        }
        flags |= 1;
    }
    uint32_t mark = e->depth;
    size_t n = 0;
    for (size_t i = 0; i < p->keyword_only_length && !c->has_failed; i++) {
        const Expr *value = p->keyword_defaults.items[i];
        const Name *name = codegen_mangle(c, p->keyword_only[i].name);
        if (value && name) {
            codegen_string(c, name->bytes, name->length, INTO_TEMPORARY, at);
            codegen_expr(c, value, INTO_TEMPORARY);
            n++;
        }
    }
    if (n) {
        codegen_release(c, mark);
        Register map = emitter_push(e);
        emit(e, OP_BUILD_MAP, 0, map, map, (unsigned)n, at);
        flags |= 2;
    }
    return flags;
}

Register codegen_annotation(Codegen *c, const Expr *annotation) {
    if (!c->has_lazy_annotations) {
        return codegen_expr(c, annotation, INTO_TEMPORARY);
    }
    size_t length;
    const char *text = unparse_expr(c->arena, annotation, &length);
    if (!text && c->arena->is_out_of_memory) {
        codegen_fail_memory(c);
        return NO_REGISTER;
    }
    if (!text) {
        codegen_fail(c, annotation->range, "annotation is nested too deeply");
        return NO_REGISTER;
    }
    return codegen_string(c, text, length, INTO_TEMPORARY, &annotation->range);
}

// Pushes the name and the value of one annotation. Returns how many that were.
static size_t push_annotation(Codegen *c, const Name *name, const Expr *annotation) {
    Emitter *e = codegen_emitter(c);
    const Name *mangled = codegen_mangle(c, name);
    if (!annotation || !mangled || c->has_failed) {
        return 0;
    }
    codegen_string(c, mangled->bytes, mangled->length, INTO_TEMPORARY, &annotation->range);
    if (annotation->kind == EXPR_STARRED && !c->has_lazy_annotations) { // *args: *Ts
        uint32_t mark = e->depth;
        Register value = codegen_operand(c, annotation->as.starred.value, NULL);
        codegen_release(c, mark);
        emit(e, OP_UNPACK, 0, emitter_push(e), value, 1, &annotation->range);
    } else {
        codegen_annotation(c, annotation);
    }
    return 1;
}

static unsigned push_annotations(Codegen *c, const Parameters *p, const Expr *returns,
                                 const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    size_t n = 0;
    for (size_t i = 0; i < p->positional_only_length; i++) {
        n += push_annotation(c, p->positional_only[i].name, p->positional_only[i].annotation);
    }
    for (size_t i = 0; i < p->positional_length; i++) {
        n += push_annotation(c, p->positional[i].name, p->positional[i].annotation);
    }
    if (p->variadic) {
        n += push_annotation(c, p->variadic->name, p->variadic->annotation);
    }
    for (size_t i = 0; i < p->keyword_only_length; i++) {
        n += push_annotation(c, p->keyword_only[i].name, p->keyword_only[i].annotation);
    }
    if (p->keywords) {
        n += push_annotation(c, p->keywords->name, p->keywords->annotation);
    }
    const Name *return_name = returns ? codegen_intern(c, "return") : NULL;
    if (return_name) {
        n += push_annotation(c, return_name, returns);
    }
    if (!n) {
        return 0;
    }
    codegen_release(c, mark);
    Register map = emitter_push(e);
    emit(e, OP_BUILD_MAP, 0, map, map, (unsigned)n, at);
    return 4;
}

static CodeUnit *function_code(Codegen *c, const Stmt *stmt, Scope *scope) {
    const Parameters *parameters = stmt->as.function.parameters;
    StmtList body = stmt->as.function.body;
    const Expr *decorator =
        stmt->as.function.decorators.length ? stmt->as.function.decorators.items[0] : NULL;
    uint32_t first_line = decorator ? decorator->range.line : stmt->range.line;
    uint32_t flags = generator_flags(scope);
    if (scope->parent->kind == SCOPE_CLASS) {
        flags |= CODE_METHOD;
    }
    Unit unit;
    if (!codegen_enter(c, &unit, scope, stmt->as.function.name->bytes, first_line, flags)) {
        return NULL;
    }
    describe_parameters(unit.code, parameters);
    Constant docstring;
    bool has_docstring = c->optimize < 2 && codegen_docstring(c, body, &docstring);
    if (has_docstring) {
        unit.code->flags |= CODE_HAS_DOCSTRING;
        emitter_constant(codegen_emitter(c), &docstring);
    }
    codegen_body(c, body);
    emit(codegen_emitter(c), OP_RETURN_NONE, 0, 0, 0, 0,
         body.length ? &body.items[body.length - 1]->range : &stmt->range);
    return codegen_leave(c);
}

// Evaluates the decorators, each into a temporary.
static void push_decorators(Codegen *c, ExprList decorators) {
    for (size_t i = 0; i < decorators.length && !c->has_failed; i++) {
        codegen_expr(c, decorators.items[i], INTO_TEMPORARY);
    }
}

// Applies the decorators from temporary `mark` on to what lies behind them, the last one first.
static Register apply_decorators(Codegen *c, ExprList decorators, uint32_t mark,
                                 Register wanted) {
    Emitter *e = codegen_emitter(c);
    for (size_t i = decorators.length; i-- > 0;) {
        uint32_t depth = mark + (uint32_t)i;
        codegen_release(c, depth);
        Register to = codegen_destination(c, i == 0 ? wanted : INTO_TEMPORARY);
        emit(e, OP_CALL, 0, to, emitter_temporary(e, depth), 1, &decorators.items[i]->range);
    }
    return wanted != INTO_TEMPORARY ? wanted : emitter_temporary(e, mark);
}

static Register function_value(Codegen *c, const Stmt *stmt, unsigned flags, uint32_t mark,
                               Register wanted) {
    flags |= push_annotations(c, stmt->as.function.parameters, stmt->as.function.returns,
                              &stmt->range);
    Scope *scope = scope_of(c->scopes, stmt);
    CodeUnit *code = c->has_failed ? NULL : function_code(c, stmt, scope);
    if (!code) {
        return codegen_destination(c, wanted);
    }
    return codegen_make_function(c, code, scope, flags, mark, wanted, &stmt->range);
}

// --- type parameters ---

// Compiles an expression as the body of a function that is called when its value is asked for.
static Register lazy_value(Codegen *c, const Expr *expr, const void *node, const Name *name,
                           Register wanted) {
    Scope *scope = scope_of(c->scopes, node);
    Unit unit;
    uint32_t mark = codegen_emitter(c)->depth;
    if (!codegen_enter(c, &unit, scope, name->bytes, expr->range.line, 0)) {
        return codegen_destination(c, wanted);
    }
    Register value;
    if (expr->kind == EXPR_STARRED) { // the default of a TypeVarTuple: the one item of it
        value = codegen_expr(c, expr->as.starred.value, INTO_TEMPORARY);
        emit(codegen_emitter(c), OP_UNPACK, 0, value, value, 1, &expr->range);
    } else {
        value = codegen_operand(c, expr, NULL);
    }
    emit(codegen_emitter(c), OP_RETURN, 0, value, 0, 0, &expr->range);
    CodeUnit *code = codegen_leave(c);
    if (!code) {
        return codegen_destination(c, wanted);
    }
    return codegen_make_function(c, code, scope, 0, mark, wanted, &expr->range);
}

static void make_type_parameter(Codegen *c, const TypeParameter *parameter) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    unsigned kind = parameter->kind == TYPE_PARAMETER_SPECIFICATION    ? 3
                    : parameter->kind == TYPE_PARAMETER_VARIABLE_TUPLE ? 4
                    : !parameter->bound                                ? 0
                    : parameter->bound->kind == EXPR_TUPLE             ? 2
                                                                       : 1;
    if (parameter->bound) {
        lazy_value(c, parameter->bound, parameter->bound, parameter->name, INTO_TEMPORARY);
    }
    if (parameter->default_value) {
        lazy_value(c, parameter->default_value, parameter->default_value, parameter->name,
                   INTO_TEMPORARY);
        kind += 8;
    }
    codegen_release(c, mark);
    Register made = emitter_push(e);
    emit(e, OP_MAKE_TYPE_PARAMETER, kind, made, made, emitter_name(e, parameter->name),
         &parameter->range);
    Register kept = emitter_push(e);
    emit(e, OP_COPY, 0, kept, made, 0, &parameter->range);
    codegen_store_name(c, parameter->name, kept, &parameter->range);
    codegen_release(c, mark + 1);
}

// Makes all type parameters and pushes the tuple of them.
static void push_type_parameters(Codegen *c, const TypeParameterList *list,
                                 const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    for (size_t i = 0; i < list->length && !c->has_failed; i++) {
        make_type_parameter(c, &list->items[i]);
    }
    codegen_release(c, mark);
    Register tuple = emitter_push(e);
    emit(e, OP_BUILD_TUPLE, 0, tuple, tuple, (unsigned)list->length, at);
}

// Begins the function around a generic definition.
static Scope *enter_generic(Codegen *c, Unit *unit, const TypeParameterList *list,
                            const Name *name, uint32_t line) {
    Scope *scope = scope_of(c->scopes, list);
    size_t size = name->length + sizeof("<generic parameters of >");
    char *text = arena_alloc(c->arena, size);
    if (!text) {
        codegen_fail_memory(c);
        return NULL;
    }
    snprintf(text, size, "<generic parameters of %s>", name->bytes);
    return codegen_enter(c, unit, scope, text, line, 0) ? scope : NULL;
}

// Ends it with `result` as its value, and calls it with the `n` arguments behind temporary
// `mark`.
static Register call_generic(Codegen *c, Scope *scope, Register result, uint32_t mark,
                             uint32_t n_arguments, Register wanted, const SourceRange *at) {
    emit(codegen_emitter(c), OP_RETURN, 0, result, 0, 0, at);
    CodeUnit *code = codegen_leave(c);
    Emitter *e = codegen_emitter(c);
    if (!code) {
        return codegen_destination(c, wanted);
    }
    code->n_positional = n_arguments;
    uint32_t behind = mark + 1 + n_arguments;
    codegen_release(c, behind);
    Register callee = emitter_temporary(e, mark);
    Register made = codegen_make_function(c, code, scope, 0, behind, INTO_TEMPORARY, at);
    emit(e, OP_MOVE, 0, callee, made, 0, at);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, OP_CALL, 0, to, callee, n_arguments, at);
    return to;
}

static Register generic_function(Codegen *c, const Stmt *stmt, Register wanted) {
    const TypeParameterList *list = &stmt->as.function.type_parameters;
    uint32_t mark = codegen_emitter(c)->depth;
    emitter_push(codegen_emitter(c)); // the function around it
    unsigned defaults = push_defaults(c, stmt->as.function.parameters, &stmt->range);
    uint32_t n_arguments = (defaults & 1) + (defaults >> 1 & 1);
    Unit unit;
    Scope *scope = enter_generic(c, &unit, list, stmt->as.function.name, stmt->range.line);
    if (!scope) {
        return codegen_destination(c, wanted);
    }
    Emitter *e = codegen_emitter(c);
    push_type_parameters(c, list, &stmt->range);
    // MAKE_FUNCTION wants defaults first and the type parameters last.
    Register parameters = emitter_temporary(e, 0);
    for (uint32_t i = 0; i < n_arguments; i++) {
        emit(e, OP_MOVE, 0, emitter_push(e), i, 0, &stmt->range);
    }
    Register function = function_value(c, stmt, defaults, 1, INTO_TEMPORARY);
    emit(e, OP_SET_TYPE_PARAMETERS, 0, function, parameters, 0, &stmt->range);
    return call_generic(c, scope, function, mark, n_arguments, wanted, &stmt->range);
}

void codegen_function(Codegen *c, const Stmt *stmt) {
    const Parameters *parameters = stmt->as.function.parameters;
    ExprList decorators = stmt->as.function.decorators;
    uint32_t mark = codegen_emitter(c)->depth;
    const Name *name = stmt->as.function.name;
    if (!codegen_check_name(c, name, false, stmt->range) || !check_parameters(c, parameters)) {
        return;
    }
    Expr target = {.kind = EXPR_NAME};
    target.as.name.id = name;
    Register local = codegen_local(c, &target);
    push_decorators(c, decorators);
    Register wanted = decorators.length ? INTO_TEMPORARY : local;
    Register value;
    if (stmt->as.function.type_parameters.length) {
        value = generic_function(c, stmt, wanted);
    } else {
        uint32_t start = codegen_emitter(c)->depth;
        unsigned flags = push_defaults(c, parameters, &stmt->range);
        value = function_value(c, stmt, flags, start, wanted);
    }
    if (decorators.length) {
        value = apply_decorators(c, decorators, mark, local);
    }
    codegen_store_name(c, name, value, &stmt->range);
    codegen_release(c, mark);
}

Register codegen_lambda(Codegen *c, const Expr *expr, Register wanted) {
    const Parameters *parameters = expr->as.lambda.parameters;
    uint32_t mark = codegen_emitter(c)->depth;
    Scope *scope = scope_of(c->scopes, expr);
    Unit unit;
    if (!check_parameters(c, parameters)) {
        return codegen_destination(c, wanted);
    }
    unsigned flags = push_defaults(c, parameters, &expr->range);
    if (c->has_failed ||
        !codegen_enter(c, &unit, scope, "<lambda>", expr->range.line, generator_flags(scope))) {
        return codegen_destination(c, wanted);
    }
    describe_parameters(unit.code, parameters);
    const Expr *body = expr->as.lambda.body;
    Register value = codegen_operand(c, body, NULL);
    emit(codegen_emitter(c), OP_RETURN, 0, value, 0, 0, &body->range);
    CodeUnit *code = codegen_leave(c);
    if (!code) {
        return codegen_destination(c, wanted);
    }
    return codegen_make_function(c, code, scope, flags, mark, wanted, &expr->range);
}

// --- classes ---

static void store_in_class(Codegen *c, const char *name, Register value,
                           const SourceRange *at) {
    const Name *interned = codegen_intern(c, name);
    if (interned) {
        codegen_store_name(c, interned, value, at);
    }
    codegen_release(c, 0);
}

static void store_static_attributes(Codegen *c, const Unit *unit, const SourceRange *at) {
    uint32_t n = unit->n_static_attributes;
    Constant *names = arena_alloc_array(c->arena, n, sizeof(*names));
    if (!names) {
        codegen_fail_memory(c);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        const Name *name = unit->static_attributes[i];
        names[i] =
            (Constant){.kind = CONSTANT_STR, .text = name->bytes, .length = name->length};
    }
    Constant all = {.kind = CONSTANT_TUPLE, .length = n, .items = names};
    store_in_class(c, "__static_attributes__", codegen_constant(c, &all, INTO_TEMPORARY, at),
                   at);
}

static CodeUnit *class_code(Codegen *c, const Stmt *stmt, Scope *scope) {
    const SourceRange *at = &stmt->range;
    StmtList body = stmt->as.class_.body;
    ExprList decorators = stmt->as.class_.decorators;
    uint32_t line = decorators.length ? decorators.items[0]->range.line : at->line;
    Unit unit;
    if (!codegen_enter(c, &unit, scope, stmt->as.class_.name->bytes, line, CODE_CLASS_BODY)) {
        return NULL;
    }
    Emitter *e = codegen_emitter(c);
    if (scope->needs_class_dict) {
        Register dict = emitter_push(e);
        emit(e, OP_LOAD_LOCALS, 0, dict, 0, 0, at);
        emit(e, OP_STORE_CELL, 0, dict, scope->class_dict, 0, at);
        codegen_release(c, 0);
    }
    const Name *name = codegen_intern(c, "__name__");
    if (name) {
        store_in_class(c, "__module__", codegen_load_name(c, name, INTO_TEMPORARY, at), at);
    }
    store_in_class(
        c, "__qualname__",
        codegen_string(c, unit.qualified_name, unit.qualified_name_length, INTO_TEMPORARY, at),
        at);
    Constant number = {.kind = CONSTANT_INT};
    number.integer = line;
    store_in_class(c, "__firstlineno__", codegen_constant(c, &number, INTO_TEMPORARY, at), at);
    if (stmt->as.class_.type_parameters.length) {
        const Name *parameters = codegen_intern(c, ".type_params");
        if (parameters) {
            store_in_class(c, "__type_params__",
                           codegen_load_name(c, parameters, INTO_TEMPORARY, at), at);
        }
    }
    if (scope->has_annotations) {
        emit(e, OP_SETUP_ANNOTATIONS, 0, 0, 0, 0, at);
    }
    Constant docstring;
    if (c->optimize < 2 && codegen_docstring(c, body, &docstring)) {
        const SourceRange *doc_at = &body.items[0]->range;
        store_in_class(c, "__doc__", codegen_constant(c, &docstring, INTO_TEMPORARY, doc_at),
                       doc_at);
    }
    codegen_body(c, body);
    store_static_attributes(c, &unit, at);
    if (scope->needs_class_cell) {
        Register kept = emitter_push(e), cell = emitter_push(e);
        emit(e, OP_COPY, 0, kept, scope->class_cell, 0, NULL);
        emit(e, OP_COPY, 0, cell, scope->class_cell, 0, NULL);
        const Name *class_cell = codegen_intern(c, "__classcell__");
        if (class_cell) {
            emit(e, OP_STORE_NAME, 0, cell, emitter_name(e, class_cell), 0, NULL);
        }
        emit(e, OP_RETURN, 0, kept, 0, 0, NULL);
    } else {
        emit(e, OP_RETURN_NONE, 0, 0, 0, 0, NULL);
    }
    return codegen_leave(c);
}

// The call that makes the class. `generic_base`: one more base, or null.
static Register class_value(Codegen *c, const Stmt *stmt, const Expr *generic_base,
                            Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    const SourceRange *at = &stmt->range;
    Scope *scope = scope_of(c->scopes, stmt);
    emit(e, OP_LOAD_BUILD_CLASS, 0, emitter_push(e), 0, 0, at);
    CodeUnit *code = class_code(c, stmt, scope);
    if (!code) {
        return codegen_destination(c, wanted);
    }
    codegen_make_function(c, code, scope, 0, mark + 1, INTO_TEMPORARY, at);
    const Name *name = stmt->as.class_.name;
    codegen_string(c, name->bytes, name->length, INTO_TEMPORARY, at);
    ExprList bases = stmt->as.class_.bases;
    if (generic_base) {
        Expr **items = arena_alloc_array(c->arena, bases.length + 1, sizeof(*items));
        if (!items) {
            codegen_fail_memory(c);
            return codegen_destination(c, wanted);
        }
        if (bases.length) {
            memcpy(items, bases.items, bases.length * sizeof(*items));
        }
        memcpy(&items[bases.length], &generic_base, sizeof(generic_base));
        bases = (ExprList){items, bases.length + 1};
    }
    return codegen_call_with(c, mark, 2, bases, stmt->as.class_.keywords, wanted, at);
}

// A generic class: `.type_params` and `.generic_base` are variables of the function around it.
static Register generic_class(Codegen *c, const Stmt *stmt, Register wanted) {
    const TypeParameterList *list = &stmt->as.class_.type_parameters;
    const SourceRange *at = &stmt->range;
    uint32_t mark = codegen_emitter(c)->depth;
    emitter_push(codegen_emitter(c));
    Unit unit;
    Scope *scope = enter_generic(c, &unit, list, stmt->as.class_.name, at->line);
    const Name *parameters = codegen_intern(c, ".type_params");
    const Name *base = codegen_intern(c, ".generic_base");
    if (!scope || !parameters || !base) {
        return codegen_destination(c, wanted);
    }
    Emitter *e = codegen_emitter(c);
    push_type_parameters(c, list, at);
    codegen_store_name(c, parameters, emitter_temporary(e, 0), at);
    codegen_release(c, 0);
    Register tuple = codegen_load_name(c, parameters, INTO_TEMPORARY, at);
    emit(e, OP_MAKE_GENERIC_BASE, 0, tuple, tuple, 0, at);
    codegen_store_name(c, base, tuple, at);
    codegen_release(c, 0);
    Expr generic = {.kind = EXPR_NAME, .range = *at};
    generic.as.name.id = base;
    Register made = class_value(c, stmt, &generic, INTO_TEMPORARY);
    return call_generic(c, scope, made, mark, 0, wanted, at);
}

void codegen_class(Codegen *c, const Stmt *stmt) {
    ExprList decorators = stmt->as.class_.decorators;
    uint32_t mark = codegen_emitter(c)->depth;
    const Name *name = stmt->as.class_.name;
    if (!codegen_check_name(c, name, false, stmt->range)) {
        return;
    }
    Expr target = {.kind = EXPR_NAME};
    target.as.name.id = name;
    Register local = codegen_local(c, &target);
    push_decorators(c, decorators);
    Register wanted = decorators.length ? INTO_TEMPORARY : local;
    Register value = stmt->as.class_.type_parameters.length
                         ? generic_class(c, stmt, wanted)
                         : class_value(c, stmt, NULL, wanted);
    if (decorators.length) {
        value = apply_decorators(c, decorators, mark, local);
    }
    codegen_store_name(c, name, value, &stmt->range);
    codegen_release(c, mark);
}

// --- type aliases ---

// Makes the alias from its name, its type parameters (None, or the tuple in `parameters`) and
// the function of its value.
static Register alias_value(Codegen *c, const Stmt *stmt, Register parameters,
                            Register wanted) {
    Emitter *e = codegen_emitter(c);
    const Name *name = stmt->as.type_alias.name->as.name.id;
    const SourceRange *at = &stmt->range;
    uint32_t mark = e->depth;
    codegen_string(c, name->bytes, name->length, INTO_TEMPORARY, at);
    if (parameters == NO_REGISTER) {
        codegen_none(c, INTO_TEMPORARY, at);
    } else {
        emit(e, OP_MOVE, 0, emitter_push(e), parameters, 0, at);
    }
    lazy_value(c, stmt->as.type_alias.value, stmt, name, INTO_TEMPORARY);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, OP_MAKE_TYPE_ALIAS, 0, to, emitter_temporary(e, mark), 0, at);
    return to;
}

void codegen_type_alias(Codegen *c, const Stmt *stmt) {
    const TypeParameterList *list = &stmt->as.type_alias.type_parameters;
    const Expr *target = stmt->as.type_alias.name;
    uint32_t mark = codegen_emitter(c)->depth;
    Register value;
    if (list->length) {
        emitter_push(codegen_emitter(c));
        Unit unit;
        Scope *scope = enter_generic(c, &unit, list, target->as.name.id, stmt->range.line);
        if (!scope) {
            return;
        }
        push_type_parameters(c, list, &stmt->range);
        Register parameters = emitter_temporary(codegen_emitter(c), 0);
        Register made = alias_value(c, stmt, parameters, INTO_TEMPORARY);
        value = call_generic(c, scope, made, mark, 0, INTO_TEMPORARY, &stmt->range);
    } else {
        value = alias_value(c, stmt, NO_REGISTER, INTO_TEMPORARY);
    }
    codegen_store_name(c, target->as.name.id, value, &target->range);
    codegen_release(c, mark);
}
