"""Plans of invented content and known truth, written in the layouts and formats that municipalities use.

``content`` and ``bodies`` invent a plan from a seed; a layout (``layouts``) sets it out as paragraphs and
tables (``blocks``); a writer turns these into a file; ``truth`` tells what a careful person reads in it and
``scoring`` compares that with what the product reads. Layouts are *dev* (to develop on) or *held* (to test
on only).
"""
