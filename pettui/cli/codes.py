"""Exit codes, the same for every command."""

from __future__ import annotations

OK = 0
REFUSED = 1
USAGE = 2
NOTHING = 3
UNUSABLE = 4
UNEXPECTED = 70
INTERRUPTED = 130
NO_READER = 141

WORDS = """\
exit codes:
  0    done
  1    refused: a rule of the shop does not allow it; nothing was changed
  2    not understood: a command, option, date or the configuration
  3    nothing found
  4    the database cannot be used, or there is no shop in it yet
  70   an error of pettui itself; its log says more
  130  interrupted
  141  whoever read the output went away
"""
