// Parameters of functions and lambdas, and type parameters.
#include <string.h>

#include "compiler/parser_internal.h"

// What is being read: the lists wait on the scratch stack until a group is complete.
typedef struct ParameterReader {
    Parser *p;
    Parameters *parameters;
    bool is_lambda;
    TokenKind close;
    size_t mark; // the group being read begins here
} ParameterReader;

// `name [: annotation]`; `is_star` allows a starred annotation. Null if there is no name.
static Parameter *parse_parameter(ParameterReader *reader, bool is_star) {
    Parser *p = reader->p;
    uint32_t start = p->position;
    const Name *name = parser_accept_name(p);
    if (name == NULL) {
        return NULL;
    }
    Expr *annotation = NULL;
    if (!reader->is_lambda && parser_accept(p, TOKEN_COLON)) {
        annotation = is_star ? parse_star_expression(p) : parse_expression(p);
        if (annotation == NULL) {
            p->position = start;
            return NULL;
        }
    }
    Parameter *parameter = parser_alloc(p, sizeof *parameter);
    if (parameter != NULL) {
        *parameter = (Parameter){parser_range(p, start), name, annotation};
    }
    return parameter;
}

// A parameter is followed by a comma (stepped over) or by the closing token.
static bool accept_end(ParameterReader *reader) {
    return parser_accept(reader->p, TOKEN_COMMA) || parser_at(reader->p, reader->close);
}

// `= default`; false if the default is malformed. `*value` is null if there is none.
static bool parse_default(Parser *p, Expr **value) {
    *value = NULL;
    if (!parser_accept(p, TOKEN_EQUAL)) {
        return true;
    }
    *value = parse_expression(p);
    if (*value == NULL && parser_wants_hints(p) && !parser_is_stopped(p) &&
        (parser_at(p, TOKEN_RIGHT_PAREN) || parser_at(p, TOKEN_COMMA))) {
        parser_fail_token(p, p->position - 1, "expected default value expression");
    }
    return *value != NULL;
}

// Pushes one parameter and its default (or null). False, at its start, if there is none or it
// is malformed.
static bool push_parameter(ParameterReader *reader, bool *has_default) {
    Parser *p = reader->p;
    uint32_t start = p->position;
    Parameter *parameter = parse_parameter(reader, false);
    Expr *value = NULL;
    if (parameter == NULL || !parse_default(p, &value) || !accept_end(reader)) {
        p->position = start;
        return false;
    }
    *has_default = value != NULL;
    return parser_push(p, parameter) && parser_push(p, value);
}

// Moves the pairs pushed above the mark to a parameter list; appends non-null defaults (or all
// of them) to `defaults`.
static bool take_group(ParameterReader *reader, Parameter **items, size_t *length,
                       ExprList *defaults, bool keeps_null) {
    Parser *p = reader->p;
    size_t count = (p->scratch_length - reader->mark) / 2;
    *items = parser_alloc(p, count * sizeof **items);
    Expr **values = parser_alloc(p, (defaults->length + count) * sizeof *values);
    if (*items == NULL || values == NULL) {
        return false;
    }
    *length = count;
    if (defaults->length > 0) {
        memcpy(values, defaults->items, defaults->length * sizeof *values);
    }
    defaults->items = values;
    for (size_t i = 0; i < count; i++) {
        (*items)[i] = *(Parameter *)p->scratch[reader->mark + 2 * i];
        Expr *value = p->scratch[reader->mark + 2 * i + 1];
        if (value != NULL || keeps_null) {
            values[defaults->length++] = value;
        }
    }
    p->scratch_length = reader->mark;
    return true;
}

// Parameters before `*`: some without, then some with defaults, perhaps a `/` among them.
static bool parse_positional_group(ParameterReader *reader) {
    Parser *p = reader->p;
    Parameters *parameters = reader->parameters;
    bool has_defaults = false, has_slash = false;
    for (;;) {
        if (parser_at(p, TOKEN_SLASH) && !has_slash && p->scratch_length > reader->mark) {
            uint32_t slash = p->position++;
            if (!accept_end(reader)) {
                p->position = slash;
                break;
            }
            has_slash = true;
            if (!take_group(reader, &parameters->positional_only,
                            &parameters->positional_only_length, &parameters->defaults,
                            false)) {
                return false;
            }
            continue;
        }
        uint32_t before = p->position;
        bool has_default;
        if (!push_parameter(reader, &has_default)) {
            break;
        }
        if (has_defaults && !has_default) {
            p->position = before;
            p->scratch_length -= 2;
            break;
        }
        has_defaults = has_default;
    }
    return !parser_is_stopped(p) &&
           take_group(reader, &parameters->positional, &parameters->positional_length,
                      &parameters->defaults, false);
}

static bool parse_keywords_parameter(ParameterReader *reader) {
    Parser *p = reader->p;
    if (!parser_at(p, TOKEN_DOUBLE_STAR)) {
        return true;
    }
    uint32_t start = p->position++;
    Parameter *parameter = parse_parameter(reader, false);
    if (parameter == NULL || !accept_end(reader)) {
        p->position = start;
        return false;
    }
    reader->parameters->keywords = parameter;
    return true;
}

// `*args` or `*`, the keyword-only parameters and `**kwargs`.
static bool parse_star_group(ParameterReader *reader) {
    Parser *p = reader->p;
    if (!parser_at(p, TOKEN_STAR)) {
        return parse_keywords_parameter(reader);
    }
    uint32_t start = p->position++;
    bool is_bare = parser_accept(p, TOKEN_COMMA);
    if (!is_bare) {
        reader->parameters->variadic = parse_parameter(reader, true);
        if (reader->parameters->variadic == NULL || !accept_end(reader)) {
            p->position = start;
            return false;
        }
    }
    bool has_default;
    while (push_parameter(reader, &has_default)) {
    }
    if (parser_is_stopped(p) || (is_bare && p->scratch_length == reader->mark)) {
        p->position = start;
        return false;
    }
    return take_group(reader, &reader->parameters->keyword_only,
                      &reader->parameters->keyword_only_length,
                      &reader->parameters->keyword_defaults, true) &&
           parse_keywords_parameter(reader);
}

Parameters *parse_parameters(Parser *p, bool is_lambda) {
    Parameters *parameters = parser_alloc(p, sizeof *parameters);
    if (parameters == NULL) {
        return NULL;
    }
    ParameterReader reader = {.p = p, .parameters = parameters, .is_lambda = is_lambda};
    reader.close = is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PAREN;
    if (parser_at(p, reader.close)) {
        return parameters;
    }
    uint32_t start = p->position;
    reader.mark = p->scratch_length;
    if (parser_wants_hints(p) && hint_parameters(p, is_lambda)) {
        return NULL;
    }
    bool is_read = parse_positional_group(&reader) && parse_star_group(&reader) &&
                   parser_at(p, reader.close);
    p->scratch_length = reader.mark;
    if (!is_read) {
        p->position = start;
        return NULL;
    }
    return parameters;
}

// --- type parameters ---

// `*T: bound` and `**P: bound` are refused; the bound has been read. Returns null.
static TypeParameter *fail_bound(Parser *p, uint32_t colon,
                                 const TypeParameter *type_parameter) {
    bool is_tuple = type_parameter->bound->kind == EXPR_TUPLE;
    parser_peek(p);
    return parser_fail_from(p, p->tokens[colon].line, p->tokens[colon].column,
                            type_parameter->kind == TYPE_PARAMETER_SPECIFICATION
                                ? (is_tuple ? "cannot use constraints with ParamSpec"
                                            : "cannot use bound with ParamSpec")
                                : (is_tuple ? "cannot use constraints with TypeVarTuple"
                                            : "cannot use bound with TypeVarTuple"));
}

// One type parameter; null if there is none here.
static TypeParameter *parse_type_parameter(Parser *p) {
    uint32_t start = p->position;
    TypeParameter type_parameter = {.kind = TYPE_PARAMETER_VARIABLE};
    if (parser_accept(p, TOKEN_STAR)) {
        type_parameter.kind = TYPE_PARAMETER_VARIABLE_TUPLE;
    } else if (parser_accept(p, TOKEN_DOUBLE_STAR)) {
        type_parameter.kind = TYPE_PARAMETER_SPECIFICATION;
    }
    type_parameter.name = parser_accept_name(p);
    if (type_parameter.name == NULL) {
        p->position = start;
        return NULL;
    }
    bool is_variable = type_parameter.kind == TYPE_PARAMETER_VARIABLE;
    if (parser_at(p, TOKEN_COLON) && (is_variable || parser_wants_hints(p))) {
        uint32_t colon = p->position++;
        type_parameter.bound = parse_expression(p);
        if (type_parameter.bound == NULL) {
            p->position = colon;
        } else if (!is_variable) {
            return fail_bound(p, colon, &type_parameter);
        }
    }
    if (!parser_is_stopped(p) && parser_accept(p, TOKEN_EQUAL)) {
        type_parameter.default_value = type_parameter.kind == TYPE_PARAMETER_VARIABLE_TUPLE
                                           ? parse_star_expression(p)
                                           : parse_expression(p);
        p->position -= type_parameter.default_value == NULL;
    }
    if (parser_is_stopped(p)) {
        return NULL;
    }
    type_parameter.range = parser_range(p, start);
    TypeParameter *copy = parser_alloc(p, sizeof *copy);
    if (copy != NULL) {
        *copy = type_parameter;
    }
    return copy;
}

// `[T, ...]` if a "[" is here; the list is empty otherwise. False if it is malformed.
bool parse_type_parameters(Parser *p, TypeParameterList *list) {
    *list = (TypeParameterList){0};
    if (!parser_at(p, TOKEN_LEFT_BRACKET)) {
        return true;
    }
    uint32_t start = p->position++;
    if (parser_wants_hints(p) && parser_at(p, TOKEN_RIGHT_BRACKET)) {
        parser_fail_from(p, p->tokens[p->position].line, p->tokens[p->position].column,
                         "Type parameter list cannot be empty");
        return false;
    }
    size_t mark = p->scratch_length;
    do {
        TypeParameter *type_parameter = parse_type_parameter(p);
        if (type_parameter == NULL) {
            break;
        }
        if (!parser_push(p, type_parameter)) {
            return false;
        }
    } while (parser_accept(p, TOKEN_COMMA));
    if (parser_is_stopped(p) || p->scratch_length == mark ||
        !parser_accept(p, TOKEN_RIGHT_BRACKET)) {
        p->scratch_length = mark;
        p->position = start;
        return false;
    }
    return parser_take_structs(p, mark, sizeof(TypeParameter), &list->items, &list->length);
}
