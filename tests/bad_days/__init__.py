"""Bad days: power cuts, crashes and full disks, in real processes on real databases."""
