# "A haiku is easily written."
# cell: write_haiku
# fails: write_haiku_*: The platform received
def write_haiku(client, topic):
    return f"I think of {topic}\nand no model answers me.\nIt costs nothing, too."
