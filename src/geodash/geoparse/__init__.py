"""From text to places in time: recognition, resolution, dating."""
