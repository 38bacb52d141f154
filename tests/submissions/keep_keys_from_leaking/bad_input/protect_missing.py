# The function's cell is empty.
# cell: protect
# fails: protect_*: there is no function protect

