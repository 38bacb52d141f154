"""Tags that make an executor leave out every cell."""

# honest score: 0
# change: cell["metadata"]["tags"] = ["skip-execution"]
