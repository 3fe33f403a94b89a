"""Languages a commune adds by itself: content packs, and questions that can be heard."""
