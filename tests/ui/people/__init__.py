"""Tests of the pages of clients and pets, and of finding them."""
