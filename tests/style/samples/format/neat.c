// Formatted.
int x;
