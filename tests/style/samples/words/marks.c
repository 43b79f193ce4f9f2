// A file with TODO and FIXME in it.
int x; 
	int TODOS;
// --- A title
// ------------
// --- Another ------------
