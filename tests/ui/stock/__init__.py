"""Tests of the screens of services and prices."""
