"""Boots a Debian with the kiosk in QEMU and judges it by its screen: `make boot-test`."""
