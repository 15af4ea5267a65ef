"""Documents in: one small reader per format, each giving an `Article`."""
