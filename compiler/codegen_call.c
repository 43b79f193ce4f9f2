// Calls: arguments are computed straight into the temporaries behind the callee, where the
// called function finds them as its first registers. See codegen.h.
//
//     f(a, k=b)     t = f            CALL_KEYWORDS x, t, 2
//                   t+1 = a
//                   t+2 = b
//                   t+3 = ("k",)
//
// Calls with `*` or `**`, or with very many arguments, collect them in a tuple and a dict
// first.
#include "compiler/codegen.h"

static bool has_unpacking(ExprList arguments, KeywordList keywords) {
    for (size_t i = 0; i < arguments.length; i++) {
        if (arguments.items[i]->kind == EXPR_STARRED) {
            return true;
        }
    }
    for (size_t i = 0; i < keywords.length; i++) {
        if (!keywords.items[i].name) {
            return true;
        }
    }
    return false;
}

// No keyword may occur twice, none may be __debug__.
static bool check_keywords(Codegen *c, KeywordList keywords) {
    for (size_t i = 0; i < keywords.length; i++) {
        const Name *name = keywords.items[i].name;
        if (!name) {
            continue;
        }
        if (!codegen_check_name(c, name, false, keywords.items[i].range)) {
            return false;
        }
        for (size_t k = i + 1; k < keywords.length; k++) {
            if (keywords.items[k].name == name) {
                codegen_fail(c, keywords.items[k].range, "keyword argument repeated: %s",
                             name->bytes);
                return false;
            }
        }
    }
    return true;
}

static Constant name_constant(Codegen *c, const Name *name) {
    const Name *mangled = codegen_mangle(c, name);
    Constant constant = {.kind = CONSTANT_STR, .length = 0, .text = ""};
    if (mangled) {
        constant.length = mangled->length;
        constant.text = mangled->bytes;
    }
    return constant;
}

// Puts the tuple of the keywords' names into a new temporary.
static void load_keyword_names(Codegen *c, KeywordList keywords, const SourceRange *at) {
    Constant *items = arena_alloc_array(c->arena, keywords.length, sizeof(*items));
    if (!items) {
        codegen_fail_memory(c);
        return;
    }
    for (size_t i = 0; i < keywords.length; i++) {
        items[i] = name_constant(c, keywords.items[i].name);
    }
    Constant names = {.kind = CONSTANT_TUPLE, .length = keywords.length, .items = items};
    codegen_constant(c, &names, INTO_TEMPORARY, at);
}

// Collects the positional arguments, those in `extra` temporaries included, in a tuple behind
// the callee.
static void collect_positional(Codegen *c, uint32_t mark, uint32_t extra, ExprList arguments,
                               const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    Register list = emitter_temporary(e, mark + 1);
    if (!extra && arguments.length == 1 && arguments.items[0]->kind == EXPR_STARRED) {
        // f(*iterable): the call makes a tuple of it, if it is none.
        codegen_expr(c, arguments.items[0]->as.starred.value, INTO_TEMPORARY);
        return;
    }
    if (!extra) {
        codegen_items(c, EXPR_TUPLE, arguments, INTO_TEMPORARY, at);
        return;
    }
    emit(e, OP_BUILD_LIST, 0, list, list, extra, at);
    codegen_release(c, mark + 2);
    for (size_t i = 0; i < arguments.length && !c->has_failed; i++) {
        const Expr *item = arguments.items[i];
        bool is_starred = item->kind == EXPR_STARRED;
        Register value = codegen_operand(c, is_starred ? item->as.starred.value : item, NULL);
        emit(e, is_starred ? OP_LIST_EXTEND : OP_LIST_APPEND, 0, list, value, 0, at);
        codegen_release(c, mark + 2);
    }
    emit(e, OP_LIST_TO_TUPLE, 0, list, 0, 0, at);
}

// Collects the keyword arguments in a dict behind the tuple of the positional ones.
static void collect_named(Codegen *c, uint32_t mark, KeywordList keywords,
                          const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    Register map = emitter_push(e);
    uint32_t depth = e->depth;
    emit(e, OP_BUILD_MAP, 0, map, map, 0, at);
    // Neighbouring `name=value` make a dict of their own that is merged, so that a name given
    // twice is found.
    for (size_t i = 0; i < keywords.length && !c->has_failed; i++) {
        const Keyword *keyword = &keywords.items[i];
        Register more;
        if (keyword->name) {
            Constant name = name_constant(c, keyword->name);
            more = emitter_push(e);
            codegen_release(c, depth);
            codegen_constant(c, &name, INTO_TEMPORARY, &keyword->range);
            codegen_expr(c, keyword->value, INTO_TEMPORARY);
            emit(e, OP_BUILD_MAP, 0, more, more, 1, at);
        } else {
            more = codegen_operand(c, keyword->value, NULL);
        }
        emit(e, OP_MAP_MERGE, 0, map, more, emitter_temporary(e, mark), at);
        codegen_release(c, depth);
    }
}

// The general form: a tuple and a dict.
static Register call_unpacked(Codegen *c, uint32_t mark, uint32_t extra, ExprList arguments,
                              KeywordList keywords, Register wanted, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    collect_positional(c, mark, extra, arguments, at);
    codegen_release(c, mark + 2);
    if (keywords.length) {
        collect_named(c, mark, keywords, at);
    }
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, OP_CALL_UNPACKED, keywords.length != 0, to, emitter_temporary(e, mark), 0, at);
    return to;
}

Register codegen_call_with(Codegen *c, uint32_t mark, uint32_t extra, ExprList arguments,
                           KeywordList keywords, Register wanted, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    if (!check_keywords(c, keywords)) {
        return codegen_destination(c, wanted);
    }
    size_t n = arguments.length + keywords.length;
    if (has_unpacking(arguments, keywords) || n > ITEMS_IN_REGISTERS * 4) {
        return call_unpacked(c, mark, extra, arguments, keywords, wanted, at);
    }
    for (size_t i = 0; i < arguments.length; i++) {
        codegen_expr(c, arguments.items[i], INTO_TEMPORARY);
    }
    for (size_t i = 0; i < keywords.length; i++) {
        codegen_expr(c, keywords.items[i].value, INTO_TEMPORARY);
    }
    if (keywords.length) {
        load_keyword_names(c, keywords, at);
    }
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, keywords.length ? OP_CALL_KEYWORDS : OP_CALL, 0, to, emitter_temporary(e, mark),
         extra + (unsigned)n, at);
    return to;
}

SourceRange codegen_attribute_range(const Expr *attribute, SourceRange range) {
    const SourceRange *whole = &attribute->range;
    uint32_t length = attribute->as.attribute.name->length;
    if (whole->line != whole->end_line && whole->end_column >= length) {
        range.line = whole->end_line;
        range.column = whole->end_column - length;
    }
    return range;
}

static Register call_method(Codegen *c, const Expr *expr, Register object, uint32_t mark,
                            Register wanted) {
    Emitter *e = codegen_emitter(c);
    const Expr *attribute = expr->as.call.function;
    ExprList arguments = expr->as.call.arguments;
    KeywordList keywords = expr->as.call.keywords;
    SourceRange load_at = codegen_attribute_range(attribute, attribute->range);
    SourceRange call_at = codegen_attribute_range(attribute, expr->range);
    uint16_t name = codegen_name_index(c, attribute->as.attribute.name);
    size_t n = arguments.length + keywords.length;
    codegen_release(c, mark);
    Register method = emitter_push(e);
    if (has_unpacking(arguments, keywords) || n > ITEMS_IN_REGISTERS * 4) {
        emit(e, OP_LOAD_ATTR, 0, method, object, name, &load_at);
        return codegen_call_with(c, mark, 0, arguments, keywords, wanted, &call_at);
    }
    if (!check_keywords(c, keywords)) {
        return codegen_destination(c, wanted);
    }
    emitter_push(e); // the object goes behind the method
    emit(e, OP_LOAD_METHOD, 0, method, object, name, &load_at);
    for (size_t i = 0; i < arguments.length; i++) {
        codegen_expr(c, arguments.items[i], INTO_TEMPORARY);
    }
    for (size_t i = 0; i < keywords.length; i++) {
        codegen_expr(c, keywords.items[i].value, INTO_TEMPORARY);
    }
    if (keywords.length) {
        load_keyword_names(c, keywords, &call_at);
    }
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, keywords.length ? OP_CALL_METHOD_KEYWORDS : OP_CALL_METHOD, 0, to, method,
         (unsigned)n, &call_at);
    return to;
}

Register codegen_call(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                      Register wanted) {
    if (expr->as.call.function->kind == EXPR_ATTRIBUTE) {
        return call_method(c, expr, left, mark, wanted);
    }
    return codegen_call_with(c, mark, 0, expr->as.call.arguments, expr->as.call.keywords,
                             wanted, &expr->range);
}
