"""A groomer is ill: the screens that share out their visits, and list whom to phone."""
