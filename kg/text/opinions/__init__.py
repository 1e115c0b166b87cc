"""Claims: what articles predict, warn of, recommend and hold, and who says so."""
