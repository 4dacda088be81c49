"""One module for each format: from the bytes of a file to lines and tables (:mod:`analysis.documents.grid`)."""
