"""Things made to be printed: QR codes and posters."""
