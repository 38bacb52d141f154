"""`alerts`: what the platform noticed by itself, shown on every page at once."""

from starlette.responses import Response

from course_utils.console.visit import Visit


def show(visit: Visit) -> Response:
    """Show all of them, the newest first; who has seen them here has read them."""
    alerts = visit.alerts()[::-1]
    visit.session.read_alerts = {(alert["number"], alert["time"]) for alert in alerts}
    return visit.page("alerts.html", alerts=alerts)
