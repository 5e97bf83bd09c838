"""The clock by which waiting is measured: seconds from any beginning, never set back where Python has such a clock."""

import time

now = getattr(time, "monotonic", time.time)
