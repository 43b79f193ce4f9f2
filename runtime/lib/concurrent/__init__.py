"""Running calls concurrently: see concurrent.futures."""
