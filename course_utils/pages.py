"""Pages from templates, each wing's from its own folder `templates`: every text is escaped, and a missing name is an error."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def templates_of(package: str) -> Environment:
    """Give the environment of a package's templates, to which the package adds filters of its own before the first page."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
