"""Where names lead: places, and an embedded store of them."""
