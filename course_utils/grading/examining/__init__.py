"""Examines one submission after another in a warm pair of boxes.

`workers` grade side by side, each at a place such as a slot, on one of the `processors`; `terms` are what all
slots of a run have in common. A `slot` keeps a `pair` of boxes with their `platform`; a `sitting` runs one notebook,
with its checks placed apart or together (`placements`); `choice` decides which, once an assignment.
May import `coursework` and `sandbox`.
"""
