"""OpenDocument: texts (ODT) and spreadsheets (ODS)."""
