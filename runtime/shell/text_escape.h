// Text inside JSON and XML.
#ifndef GILT_RUNTIME_SHELL_TEXT_ESCAPE_H
#define GILT_RUNTIME_SHELL_TEXT_ESCAPE_H

#include <stdio.h>

// Writes UTF-8 text as a JSON string, quotes included. `<` is escaped too, so that the string
// may stand within a script of a page.
void escape_json(const char *text, FILE *out);
// Writes UTF-8 text so that it may stand in XML, in attributes too.
void escape_xml(const char *text, FILE *out);

#endif
