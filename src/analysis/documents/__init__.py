"""Documents to plans: readers, headings, tables, levels and facts."""
