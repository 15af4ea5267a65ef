"""Make geo/basemap/ from offline sources; nothing of this runs in the finished program."""
