"""What every other package needs: errors, wording, paths, text, months and places."""
