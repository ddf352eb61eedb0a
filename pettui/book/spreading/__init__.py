"""A groomer is ill: their visits are spread over others, or wait, and the clients are phoned."""
