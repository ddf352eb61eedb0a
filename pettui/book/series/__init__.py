"""Standing appointments: the rule, its dates, and what is done with all visits of one."""
