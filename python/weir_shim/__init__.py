"""The part of Weir that runs inside the installer: it reports what is about to happen, asks, and obeys."""
