"""An invented directory to try everything on, the same on every machine."""
