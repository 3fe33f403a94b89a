"""How an answered case ends when its sender is still not satisfied, or says nothing."""
