// Definitions: functions, classes and their decorators.
#include "compiler/parser_internal.h"

// The pieces of a function's header.
typedef struct FunctionHeader {
    const Name *name;
    TypeParameterList type_parameters;
    Parameters *parameters;
    Expr *returns;
} FunctionHeader;

// `name[T](parameters) -> returns`, after `def`. An absent "(" or ":" is reported at once when
// hinting.
static bool parse_function_header(Parser *p, FunctionHeader *header) {
    header->name = parser_accept_name(p);
    uint32_t behind_name = p->position;
    if (header->name == NULL) {
        return false;
    }
    if (!parse_type_parameters(p, &header->type_parameters)) {
        p->position = behind_name; // what is missing then is the parenthesis
    }
    if (parser_is_stopped(p)) {
        return false;
    }
    if (!parser_accept(p, TOKEN_LEFT_PAREN)) {
        if (parser_wants_hints(p)) {
            parser_fail_token(p, p->position, "expected '('");
        }
        return false;
    }
    header->parameters = parse_parameters(p, false);
    if (header->parameters == NULL || !parser_accept(p, TOKEN_RIGHT_PAREN)) {
        return false;
    }
    if (parser_accept(p, TOKEN_ARROW)) {
        header->returns = parse_expression(p);
        p->position -= header->returns == NULL;
    }
    if (parser_wants_hints(p) && !parser_at(p, TOKEN_COLON)) {
        parser_fail_token(p, p->position, "expected ':'");
    }
    return !parser_is_stopped(p);
}

Stmt *parse_function(Parser *p, uint32_t start, bool is_async, ExprList decorators) {
    uint32_t def_token = p->position;
    FunctionHeader header = {0};
    StmtList body;
    if (!parser_accept(p, TOKEN_DEF) || !parse_function_header(p, &header) ||
        !parse_body(p, def_token, "function definition", &body)) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_FUNCTION, start);
    if (stmt != NULL) {
        stmt->as.function.name = header.name;
        stmt->as.function.parameters = header.parameters;
        stmt->as.function.body = body;
        stmt->as.function.decorators = decorators;
        stmt->as.function.returns = header.returns;
        stmt->as.function.type_parameters = header.type_parameters;
        stmt->as.function.is_async = is_async;
    }
    return stmt;
}

Stmt *parse_class(Parser *p, ExprList decorators) {
    uint32_t start = p->position++;
    TypeParameterList type_parameters = {0};
    ExprList bases = {0};
    KeywordList keywords = {0};
    StmtList body;
    const Name *name = parser_accept_name(p);
    if (name == NULL || !parse_type_parameters(p, &type_parameters) ||
        !parse_class_arguments(p, &bases, &keywords) ||
        !parse_body(p, start, "class definition", &body)) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_CLASS, start);
    if (stmt != NULL) {
        stmt->as.class_.name = name;
        stmt->as.class_.bases = bases;
        stmt->as.class_.keywords = keywords;
        stmt->as.class_.body = body;
        stmt->as.class_.decorators = decorators;
        stmt->as.class_.type_parameters = type_parameters;
    }
    return stmt;
}

Stmt *parse_decorated(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    while (parser_accept(p, TOKEN_AT)) {
        Expr *decorator = parse_named_expression(p);
        if (decorator == NULL || !parser_accept(p, TOKEN_NEWLINE)) {
            p->scratch_length = mark;
            p->position = start;
            return NULL;
        }
        if (!parser_push(p, decorator)) {
            return NULL;
        }
    }
    ExprList decorators;
    if (!parser_take_pointers(p, mark, &decorators.items, &decorators.length)) {
        return NULL;
    }
    Stmt *stmt = NULL;
    uint32_t definition = p->position;
    if (parser_at(p, TOKEN_CLASS)) {
        stmt = parse_class(p, decorators);
    } else if (parser_at(p, TOKEN_DEF)) {
        stmt = parse_function(p, definition, false, decorators);
    } else if (parser_accept(p, TOKEN_ASYNC)) {
        stmt = parse_function(p, definition, true, decorators);
    }
    if (stmt == NULL) {
        p->position = start;
    }
    return stmt;
}
