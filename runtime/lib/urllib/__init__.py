"""Addresses of the web. Only urllib.parse is here; gilt does not fetch pages."""
