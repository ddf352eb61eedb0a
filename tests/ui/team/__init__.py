"""Tests of the shop's own screens."""
