/* A block comment opens a file as well. */
int y;
