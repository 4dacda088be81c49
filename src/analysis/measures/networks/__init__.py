"""The partner network: who is central, how sure that is, which groups there are, what depends on whom."""
