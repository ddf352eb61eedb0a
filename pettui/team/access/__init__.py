"""Who may do what: rights, roles, exceptions, signing in, and one action by another's PIN."""
