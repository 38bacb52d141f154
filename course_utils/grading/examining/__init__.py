"""Examines one submission after another in a warm pair of boxes.

`workers` run slots side by side; a `slot` keeps a `pair` of boxes with their `platform`; a `sitting` runs one
notebook, with its checks placed apart or together (`placements`); `choice` decides which, once an assignment.
May import `coursework` and `sandbox`.
"""
