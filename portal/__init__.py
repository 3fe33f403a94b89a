"""The portal: system of record and web of a commune that listens to its citizens."""
