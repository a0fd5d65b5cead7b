"""What a page says to its reader, and no story does: calls to subscribe, write, follow, pay, go on elsewhere."""
