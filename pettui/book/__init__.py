"""The book: days, booking, moving, statuses, time blocks, busy slots."""
