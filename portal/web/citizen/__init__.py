"""Pages of citizens: rate, petition, track."""
