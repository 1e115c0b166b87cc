"""Numbers: thresholds and dates, and the grammars of numbers, units and time behind them."""
