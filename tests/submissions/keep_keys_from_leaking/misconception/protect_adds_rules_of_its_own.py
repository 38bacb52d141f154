# “While I am here, I add what nobody commits.”
# cell: protect
# fails: protect_spares_the_rest: leaves out .*__pycache__
