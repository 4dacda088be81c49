"""How notebooks are executed: kernels, and the processes that make reports side by side."""
