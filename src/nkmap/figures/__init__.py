"""Pure functions from claims to charts: nothing here draws on a screen or reads a file."""
