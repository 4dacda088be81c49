"""The command ``redesocial``: what it takes, what it prints and how it ends."""
