"""Floor 1: strings and stretches of strings; it neither reads nor prints."""
