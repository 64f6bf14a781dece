"""A load over time with everything that goes wrong: scripts/soak starts it."""
