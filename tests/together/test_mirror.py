"""Each module's tests stand at its path below `tests/`, but for those that are listed here with their place."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE, TESTS = ROOT / "course_utils", ROOT / "tests"

TESTED_ELSEWHERE = {
    "checks/test_deciding.py": "checks/flow",
    "checks/test_written_keys.py": "checks/origins",
    "commands/test_bad_input.py": "commands/feedback commands/release commands/reset",
    "commands/test_scan.py": "leaks/allowing",
    "grading/coursework/test_handed_in.py": "grading/coursework/strangers_files notebooks/finding",
    "grading/records/test_report.py": "grading/coursework/outcome grading/records/standing",
    "grading/test_preprocessor.py": "grading/records/configuration grading/records/layout",
    "grading/test_terminal.py": "grading/events",
    "grading/together/test_one_score.py": "checks/validating grading/records/late",
    "kit/test_chart.py": "kit/drawing kit/picture",
    "kit/test_inspector.py": "kit/doors",
    "lab/test_handlers.py": "lab/extension",
    "lab/test_health.py": "checks/git",
    "lab/test_panel.py": "lab/checking",
    "lab/test_session.py": "lab/launch",
    "leaks/kernel/test_extension.py": "leaks/kernel/messages leaks/kernel/streams leaks/kernel/values leaks/known",
    "leaks/test_files.py": "leaks/archives leaks/finding",
    "leaks/test_loading.py": "known_keys",
    "leaks/test_scanning.py": "leaks/folders leaks/git plain_git",
    "leaks/test_text.py": "leaks/shapes",
    "server/handlers/organization/test_service_accounts.py": "server/database/issuer",
    "server/handlers/organization/test_spend_limits.py": "server/handlers/organization/spending",
    "server/handlers/test_chat.py": "server/handlers/answers",
    "server/handlers/test_resource.py": "server/request/query",
    "server/handlers/test_stored.py": "server/handlers/inputs",
    "server/operator/test_alerts.py": "server/operator/findings",
    "server/operator/test_endpoints.py": "server/database/settings server/operator/issuing",
    "server/operator/test_interventions.py": "platform_faults server/request/interventions",
    "server/operator/test_life.py": "platform_life server/operator/inhabitants server/operator/living",
    "server/operator/test_security.py": "platform_security server/database/policies",
    "server/request/test_authorise.py": "server/request/scopes",
    "server/request/test_body.py": "server/refusals/api_errors",
    "server/request/test_limit.py": "server/handlers/organization/rate_limits server/refusals/rate_limited",
    "server/request/test_router.py": "server/routes",
    "server/test_platform.py": "platform_client server/serving/run",
    "server/together/test_workers.py": "server/serving/in_turn",
    "test_practice.py": "checks/evidence",
    # what works only together: a real console, browser, boxes and a corpus of leaks
    "browser/test_kit_page.py": "kit/box",
    "console": """
        console/as_code console/changes console/entries console/listing console/looks console/permissions
        console/routes console/sessions console/site console/visit console/words console/pages/api_keys
        console/pages/change_key console/pages/home console/pages/log console/pages/new_key
        console/pages/revoke_key
        """,
    "grading/together": """
        grading/coursework/assignment grading/examining/pair grading/examining/placements
        grading/examining/sitting grading/examining/workers grading/inside/answering
        grading/inside/far_scratch grading/inside/marshalling grading/inside/outputs grading/inside/parent
        grading/inside/proxies grading/inside/roles grading/inside/shell grading/sandbox/box
        grading/sandbox/confine grading/sandbox/isolation grading/sandbox/syscalls
        """,
    "leaks/test_corpus.py": "leaks/decoding leaks/encoded leaks/mistakes leaks/views",
    "trials": "checks/folder checks/script",
    # names, types and data alone
    "": """
        notebooks/running server/handlers/organization/owner server/request/arrival server/request/call
        server/types
        """,
}
"""A test file or folder, and the modules that are tested there: what a user relies on needs several at once."""

LISTED = [f"{module}.py" for held in TESTED_ELSEWHERE.values() for module in held.split()]


def modules() -> list[str]:
    found = (path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    return sorted(name for name in found if not name.endswith("__.py"))


def mirror(module: str) -> Path:
    return (TESTS / module).with_name(f"test_{Path(module).name}")


@pytest.mark.parametrize("module", modules())
def test_a_module_is_tested_at_its_path_or_where_this_list_says(module: str) -> None:
    assert mirror(module).is_file() or module in LISTED, (
        f"Write {mirror(module).relative_to(ROOT)}, or list {module} in tests/together/test_mirror.py."
    )


def test_the_list_names_what_is_there_and_needs_it() -> None:
    assert [place for place in TESTED_ELSEWHERE if not (TESTS / place).exists()] == []
    assert [module for module in LISTED if not (PACKAGE / module).is_file()] == []
    assert [module for module in LISTED if mirror(module).exists()] == []
    assert len(LISTED) == len(set(LISTED))
