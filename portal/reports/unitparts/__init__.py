"""What each unit writes for a period's report: asked for, sent, accepted or returned."""
