"""The wheel, installed where nothing else is."""
