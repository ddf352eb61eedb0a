"""The machine around the time clock: what `pettui kiosk --install` puts in place."""
