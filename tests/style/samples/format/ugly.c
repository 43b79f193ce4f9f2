// Not formatted.
int  x;
int y;
int	z;
