"""Documents in: one small reader per format, each giving an `Article`.

`geodash.documents.reading` has the functions to call: `read_document`, `parse_document` and `read_folder`.
"""
