"""Build the site: `python -m tests.site`."""

import sys
import time
from pathlib import Path

import click

from tests.checkout import ROOT
from tests.site import SiteError
from tests.site.building import build_site

CACHE = ROOT / ".cache" / "site"


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "build" / "site",
    help="The folder to build into; what is in it goes. Without it: build/site.",
)
def main(output: Path) -> None:
    """Build the course as a static site that runs in a browser.

    Example: `python -m tests.site --output public`
    """
    began = time.monotonic()
    try:
        build_site(output.resolve(), CACHE)
    except SiteError as error:
        click.echo(error, err=True)
        sys.exit(1)
    size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    click.echo(
        f"Built in {time.monotonic() - began:.0f} s: {output}, {size / 1e6:.0f} MB. Any web server can serve it; "
        f"to look at it: python3 -m http.server --bind 127.0.0.1 --directory {output}"
    )


if __name__ == "__main__":
    main()
