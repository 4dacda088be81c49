"""The centralities by three ways of computing them, equal to 1e-9: for small graphs, for a country, and by networkx."""
