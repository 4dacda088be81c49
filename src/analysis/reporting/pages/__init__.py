"""What a reader opens: pages, figures, tables, calendars, and the site that holds them."""
