"""One-line booking: `bella fg fri 2p kim` finds pet, service, slot and groomer."""
