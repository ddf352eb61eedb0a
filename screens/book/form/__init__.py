"""The form that books a visit, or changes one."""
