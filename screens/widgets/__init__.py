"""Widgets that several areas share: dialogs, pickers, people's text."""
