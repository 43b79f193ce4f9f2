// Units and names: the vocabulary the other files of code generation share. See codegen.h.
#include "compiler/codegen.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void codegen_fail(Codegen *c, SourceRange range, const char *format, ...) {
    char message[DIAGNOSTIC_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    diagnostic_set(c->out, DIAGNOSTIC_SYNTAX_ERROR, c->source, range, "%s", message);
    c->has_failed = true;
}

void codegen_fail_memory(Codegen *c) {
    diagnostic_set_memory(c->out);
    c->has_failed = true;
}

// --- units ---

// The name with the path to it: C.f.<locals>.g. A name declared global has no path.
static bool set_qualified_name(Codegen *c, Unit *unit, const char *name) {
    const Unit *outer = unit->outer;
    while (outer && outer->scope->is_type_parameters) {
        outer = outer->outer;
    }
    bool has_path = outer && outer->scope->kind != SCOPE_MODULE;
    if (has_path && (unit->scope->kind == SCOPE_CLASS || unit->is_function)) {
        const Name *own = name_intern(c->names, name, strlen(name));
        own = own ? scope_mangle(c->names, outer->scope->class_name, own) : NULL;
        Symbol *symbol = own ? scope_lookup(outer->scope, own) : NULL;
        has_path = !(symbol && (symbol->flags & SYMBOL_GLOBAL_DECLARED));
    }
    const char *path = has_path ? outer->qualified_name : "";
    const char *between = !has_path                           ? ""
                          : outer->scope->kind == SCOPE_CLASS ? "."
                                                              : ".<locals>.";
    size_t size = strlen(path) + strlen(between) + strlen(name) + 1;
    char *text = arena_alloc(c->arena, size);
    if (!text) {
        return false;
    }
    snprintf(text, size, "%s%s%s", path, between, name);
    unit->qualified_name = text;
    unit->qualified_name_length = size - 1;
    return true;
}

static CodeName name_of(const char *text) {
    return (CodeName){text, strlen(text)};
}

// Turns captured parameters and variables into cells.
static void make_cells(Codegen *c) {
    Scope *scope = c->unit->scope;
    for (uint32_t i = 0; i < scope->n_locals; i++) {
        if ((scope->local_kinds[i] & LOCAL_CELL) &&
            (!(scope->local_kinds[i] & LOCAL_HIDDEN) || scope->kind == SCOPE_CLASS)) {
            emit(codegen_emitter(c), OP_MAKE_CELL, 0, i, 0, 0, NULL);
        }
    }
}

bool codegen_enter(Codegen *c, Unit *unit, Scope *scope, const char *name, uint32_t first_line,
                   uint32_t flags) {
    memset(unit, 0, sizeof(*unit));
    unit->outer = c->unit;
    unit->scope = unit->current = scope;
    unit->code = ARENA_NEW(c->arena, CodeUnit);
    unit->is_function = scope->kind == SCOPE_FUNCTION && !scope->is_type_parameters;
    if (!unit->code || !set_qualified_name(c, unit, name)) {
        codegen_fail_memory(c);
        return false;
    }
    unit->is_async = scope->is_coroutine;
    emitter_init(&unit->emitter, c->arena, scope->n_locals);
    unit->code->name = name_of(name);
    unit->code->qualified_name = (CodeName){unit->qualified_name, unit->qualified_name_length};
    unit->code->file_name = name_of(c->source->filename);
    unit->code->first_line = first_line;
    unit->code->flags = flags;
    for (Unit *outer = unit->outer; outer; outer = outer->outer) {
        if (outer->is_function) {
            unit->code->flags |= CODE_NESTED;
        }
    }
    for (uint32_t i = 0; i < scope->n_symbols; i++) {
        const Symbol *symbol = scope->symbols[i];
        if (symbol->kind == SYMBOL_LOCAL && (symbol->flags & SYMBOL_PARAMETER)) {
            emitter_set_bound(&unit->emitter, (Register)symbol->reg, true);
        }
        if (symbol->kind == SYMBOL_LOCAL && (symbol->flags & SYMBOL_UNBINDABLE)) {
            emitter_set_unbindable(&unit->emitter, (Register)symbol->reg);
        }
    }
    c->unit = unit;
    if (flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        // The position is shown when an exception is thrown in before the body has begun.
        const SourceRange definition = {first_line, 0, first_line, 0};
        emit(codegen_emitter(c), OP_MAKE_GENERATOR, 0, 0, 0, 0, &definition);
    }
    make_cells(c);
    return true;
}

// Fills in what the unit says of its variables.
static bool describe_locals(Codegen *c, CodeUnit *code, const Scope *scope) {
    CodeName *names = arena_alloc_array(c->arena, scope->n_locals, sizeof(*names));
    CodeName *free_names = arena_alloc_array(c->arena, scope->n_free, sizeof(*free_names));
    if (!names || !free_names) {
        codegen_fail_memory(c);
        return false;
    }
    for (uint32_t i = 0; i < scope->n_locals; i++) {
        names[i] = (CodeName){scope->local_names[i]->bytes, scope->local_names[i]->length};
    }
    for (uint32_t i = 0; i < scope->n_free; i++) {
        free_names[i] = (CodeName){scope->free_names[i]->bytes, scope->free_names[i]->length};
    }
    code->local_names = names;
    code->local_kinds = scope->local_kinds;
    code->n_free = scope->n_free;
    code->free_names = free_names;
    return true;
}

CodeUnit *codegen_leave(Codegen *c) {
    Unit *unit = c->unit;
    CodeUnit *code = unit->code;
    if (!c->has_failed && describe_locals(c, code, unit->scope)) {
        emitter_finish(&unit->emitter, code);
    }
    if (unit->emitter.error && !c->has_failed) {
        if (c->arena->is_out_of_memory) {
            codegen_fail_memory(c);
        } else {
            SourceRange first = {code->first_line, 0, code->first_line, 0};
            codegen_fail(c, first, "%s", unit->emitter.error);
        }
    }
    c->unit = unit->outer;
    return c->has_failed ? NULL : code;
}

// --- names ---

const Name *codegen_intern(Codegen *c, const char *text) {
    const Name *name = name_intern(c->names, text, strlen(text));
    if (!name) {
        codegen_fail_memory(c);
    }
    return name;
}

const Name *codegen_mangle(Codegen *c, const Name *name) {
    const Name *mangled = scope_mangle(c->names, c->unit->current->class_name, name);
    if (!mangled) {
        codegen_fail_memory(c);
    }
    return mangled;
}

uint16_t codegen_name_index(Codegen *c, const Name *name) {
    const Name *mangled = codegen_mangle(c, name);
    return mangled ? emitter_name(codegen_emitter(c), mangled) : 0;
}

const Symbol *codegen_resolve(Codegen *c, const Name *name) {
    const Name *mangled = codegen_mangle(c, name);
    if (!mangled) {
        return NULL;
    }
    for (Scope *scope = c->unit->current;; scope = scope->parent) {
        Symbol *symbol = scope_lookup(scope, mangled);
        if (symbol && symbol->kind != SYMBOL_OUTER) {
            return symbol;
        }
        if (scope->kind != SCOPE_COMPREHENSION) {
            break;
        }
    }
    // A name the compiler itself uses: `__name__` in a class body.
    Symbol *symbol = ARENA_NEW(c->arena, Symbol);
    if (!symbol) {
        codegen_fail_memory(c);
        return NULL;
    }
    bool is_mapped = c->unit->scope->kind == SCOPE_CLASS ||
                     (c->unit->scope->kind == SCOPE_MODULE && c->uses_locals_mapping);
    symbol->name = mangled;
    symbol->kind = is_mapped ? SYMBOL_NAME : SYMBOL_GLOBAL;
    return symbol;
}

Register codegen_local(Codegen *c, const Expr *target) {
    if (target->kind != EXPR_NAME) {
        return NO_REGISTER;
    }
    const Symbol *symbol = codegen_resolve(c, target->as.name.id);
    return symbol && symbol->kind == SYMBOL_LOCAL ? (Register)symbol->reg : NO_REGISTER;
}

Register codegen_destination(Codegen *c, Register wanted) {
    return wanted == INTO_TEMPORARY ? emitter_push(codegen_emitter(c)) : wanted;
}

Register codegen_load_name(Codegen *c, const Name *name, Register wanted,
                           const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    const Symbol *symbol = codegen_resolve(c, name);
    Register to = codegen_destination(c, wanted);
    if (!symbol) {
        return to;
    }
    Register reg = (Register)symbol->reg;
    switch (symbol->kind) {
    case SYMBOL_LOCAL:
        if (!emitter_is_bound(e, reg)) {
            emit(e, OP_CHECK_BOUND, 0, reg, 0, 0, at);
            emitter_set_bound(e, reg, true);
        }
        if (to != reg) {
            emit(e, OP_MOVE, 0, to, reg, 0, at);
        }
        break;
    case SYMBOL_CELL:
        emit(e, OP_LOAD_CELL, 0, to, reg, 0, at);
        break;
    case SYMBOL_FREE:
        if (c->unit->current->kind == SCOPE_CLASS) {
            emit(e, OP_LOAD_NAME_OR_FREE, 0, to, emitter_name(e, symbol->name),
                 symbol->free_index - 1, at);
        } else {
            emit(e, OP_LOAD_FREE, 0, to, symbol->free_index - 1, 0, at);
        }
        break;
    case SYMBOL_CLASS_NAME: {
        Register dict = emitter_push(e);
        emit(e, OP_LOAD_FREE, 0, dict, c->unit->scope->class_dict_index - 1, 0, at);
        e->depth--;
        emit(e, OP_LOAD_NAME_OR_GLOBAL, 0, to, emitter_name(e, symbol->name), dict, at);
        break;
    }
    case SYMBOL_NAME:
        emit(e, OP_LOAD_NAME, 0, to, emitter_name(e, symbol->name), 0, at);
        break;
    default:
        emit(e, OP_LOAD_GLOBAL, 0, to, emitter_name(e, symbol->name), 0, at);
        break;
    }
    return to;
}

void codegen_store_name(Codegen *c, const Name *name, Register value, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    const Symbol *symbol = codegen_resolve(c, name);
    if (!symbol || !codegen_check_name(c, name, false, *at)) {
        return;
    }
    Register reg = (Register)symbol->reg;
    switch (symbol->kind) {
    case SYMBOL_LOCAL:
        if (value != reg) {
            emit(e, OP_MOVE, 0, reg, value, 0, at);
        }
        emitter_set_bound(e, reg, true);
        break;
    case SYMBOL_CELL:
        emit(e, OP_STORE_CELL, 0, value, reg, 0, at);
        break;
    case SYMBOL_FREE:
        emit(e, OP_STORE_FREE, 0, value, symbol->free_index - 1, 0, at);
        break;
    case SYMBOL_NAME:
        emit(e, OP_STORE_NAME, 0, value, emitter_name(e, symbol->name), 0, at);
        break;
    default:
        emit(e, OP_STORE_GLOBAL, 0, value, emitter_name(e, symbol->name), 0, at);
        break;
    }
}

void codegen_delete_name(Codegen *c, const Name *name, bool at_end_of_except,
                         const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    const Symbol *symbol = codegen_resolve(c, name);
    if (!symbol) {
        return;
    }
    Register reg = (Register)symbol->reg;
    if (symbol->kind == SYMBOL_LOCAL) {
        emit(e, at_end_of_except ? OP_CLEAR_LOCAL : OP_DELETE_LOCAL, 0, reg, 0, 0, at);
        emitter_set_bound(e, reg, false);
        return;
    }
    if (at_end_of_except) {
        uint32_t mark = e->depth;
        static const SourceRange nowhere = {0};
        codegen_store_name(c, name, codegen_none(c, INTO_TEMPORARY, at), at ? at : &nowhere);
        codegen_release(c, mark);
    }
    switch (symbol->kind) {
    case SYMBOL_CELL:
        emit(e, OP_DELETE_CELL, 0, 0, reg, 0, at);
        break;
    case SYMBOL_FREE:
        emit(e, OP_DELETE_FREE, 0, 0, symbol->free_index - 1, 0, at);
        break;
    case SYMBOL_NAME:
        emit(e, OP_DELETE_NAME, 0, 0, emitter_name(e, symbol->name), 0, at);
        break;
    default:
        emit(e, OP_DELETE_GLOBAL, 0, 0, emitter_name(e, symbol->name), 0, at);
        break;
    }
}

bool codegen_check_name(Codegen *c, const Name *name, bool is_deletion, SourceRange range) {
    if (name->length == 9 && memcmp(name->bytes, "__debug__", 9) == 0) {
        codegen_fail(c, range, "cannot %s __debug__", is_deletion ? "delete" : "assign to");
        return false;
    }
    return true;
}

// --- constants ---

Register codegen_none(Codegen *c, Register wanted, const SourceRange *at) {
    Register to = codegen_destination(c, wanted);
    emit(codegen_emitter(c), OP_LOAD_NONE, 0, to, 0, 0, at);
    return to;
}

Register codegen_constant(Codegen *c, const Constant *constant, Register wanted,
                          const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    if (constant->kind == CONSTANT_NONE) {
        return codegen_none(c, wanted, at);
    }
    Register to = codegen_destination(c, wanted);
    if (constant->kind == CONSTANT_INT && constant->integer >= INT32_MIN &&
        constant->integer <= INT32_MAX) {
        emit_wide(e, OP_LOAD_INT, to, (int32_t)constant->integer, at);
    } else if (e->is_reachable) {
        emit(e, OP_LOAD_CONST, 0, to, emitter_constant(e, constant), 0, at);
    }
    return to;
}

Register codegen_string(Codegen *c, const char *text, size_t length, Register wanted,
                        const SourceRange *at) {
    Constant constant = {.kind = CONSTANT_STR, .length = length, .text = text};
    return codegen_constant(c, &constant, wanted, at);
}
