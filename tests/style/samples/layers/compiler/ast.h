// Lowest.
