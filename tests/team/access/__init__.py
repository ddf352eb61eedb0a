"""Tests of rights: every area refuses whoever may not, through its real rules."""
