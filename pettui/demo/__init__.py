"""A made-up shop, believable and busy, that ends today."""
