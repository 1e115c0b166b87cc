"""The law, executable: conditions in three values, on a date, with their reasons."""
