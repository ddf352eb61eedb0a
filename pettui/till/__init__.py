"""The till: prices, taxes, totals."""
