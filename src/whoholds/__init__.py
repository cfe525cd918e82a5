"""Who holds what, who says so, and what follows."""
