"""Tests of the appointment book's screen."""
