"""The parts a screen is put together from; each draws one thing and returns nothing."""
