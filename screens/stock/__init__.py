"""Services, the price list, resources, taxes and lists."""
