"""Where the modules are tested that have no test file at their own path; `test_repository.py` holds the rest to it."""

TESTED_ELSEWHERE = {
    "browser/built_site.py": "leaks/kernel/page",
    "checks/test_deciding.py": "checks/flow",
    "checks/test_exercise.py": "checks/kernel_run checks/reading",
    "checks/test_outcomes.py": "notebooks/messages",
    "checks/test_written_keys.py": "checks/origins",
    "commands/test_bad_input.py": "commands/feedback commands/release commands/reset",
    "commands/test_scan.py": "leaks/allowing",
    "drill/test_begin.py": "drill/drill drill/incident drill/page drill/run",
    "drill/test_leaks.py": "drill/repository",
    "grading/cluster/test_client.py": "grading/cluster/places grading/cluster/version grading/cluster/worker",
    "grading/coursework/test_handed_in.py": "grading/coursework/strangers_files notebooks/finding notebooks/names",
    "grading/collecting/test_collect.py": "commands/collect commands/roster grading/collecting/archives grading/collecting/register grading/collecting/which",
    "grading/pages/test_class_report.py": "commands/report grading/pages/class_page grading/pages/statistics",
    "grading/pages/test_giving_back.py": "grading/collecting/handed_in_as",
    "grading/records/test_gradebook.py": "grading/records/marked",
    "grading/records/test_report.py": "grading/coursework/outcome grading/records/standing",
    "grading/test_grade_class.py": "grading/run",
    "grading/test_preprocessor.py": "grading/copies grading/records/configuration grading/records/layout",
    "grading/pages/test_feedback.py": "grading/pages/feedback_page grading/pages/filling grading/pages/nbgrader_page",
    "grading/test_terminal.py": "grading/events",
    "grading/together/test_one_score.py": "checks/validating",
    "kit/test_chart.py": "kit/drawing kit/picture",
    "kit/test_inspector.py": "kit/doors",
    "in_page/test_transports.py": "in_page/line in_page/platform server/serving/answer",
    "lab/test_handlers.py": "lab/console_proxy lab/extension",
    "lab/test_panel.py": "lab/checking pages",
    "lab/test_session.py": "imports lab/launch lab/program",
    "leaks/doctor/test_examining.py": "leaks/doctor/address leaks/doctor/answer leaks/doctor/diagnosis leaks/doctor/dotenv_file leaks/doctor/key",
    "leaks/saving/test_extension.py": "leaks/saving/git leaks/saving/guard leaks/saving/logs leaks/saving/looking leaks/saving/moving leaks/saving/uploads leaks/saving/without_git",
    "leaking_story/test_lesson.py": "leaking_story/real_shape",
    "leaks/kernel/test_extension.py": "leaks/kernel/messages leaks/kernel/streams leaks/kernel/values leaks/known",
    "leaks/test_files.py": "leaks/archives leaks/finding",
    "leaks/test_loading.py": "known_keys leaks/cut leaks/mistakes",
    "leaks/test_notebooks.py": "leaks/going_on",
    "leaks/test_scanning.py": "leaks/asking_git leaks/folders leaks/git plain_git",
    "leaks/test_text.py": "leaks/quoted leaks/shapes",
    "outcomes/test_challenge.py": "administration outcomes/begun outcomes/judging outcomes/looked outcomes/program outcomes/project",
    "outcomes/test_gathered.py": "commands/questions",
    "outcomes/test_sheet.py": "outcomes/compared",
    "server/database/test_store.py": "server/database/engine server/database/schema",
    "server/handlers/organization/test_service_accounts.py": "server/database/issuer",
    "server/handlers/organization/test_spend_limits.py": "server/request/budget server/handlers/organization/spending",
    "server/handlers/test_chat.py": "server/handlers/answers",
    "server/handlers/test_resource.py": "server/request/query",
    "server/handlers/test_stored.py": "server/handlers/inputs",
    "server/operator/test_alerts.py": "server/database/news server/operator/findings",
    "server/operator/test_endpoints.py": "server/database/settings server/operator/issuing server/operator/looking",
    "server/operator/test_interventions.py": "platform_faults server/request/interventions",
    "server/operator/test_life.py": "platform_asking platform_life server/operator/inhabitants server/operator/living",
    "server/operator/test_security.py": "platform_security server/database/policies",
    "server/operator/test_traffic.py": "server/operator/visits",
    "server/request/test_authorise.py": "server/request/scopes",
    "server/request/test_body.py": "server/refusals/api_errors",
    "server/request/test_limit.py": "server/handlers/organization/rate_limits server/refusals/rate_limited",
    "server/request/test_router.py": "server/routes",
    "server/test_platform.py": "platform_asking platform_client platform_keys platform_operator platform_records server/serving/private server/serving/run",
    "server/together/test_workers.py": "server/serving/in_turn server/serving/rehearsal",
    "test_practice.py": "checks/evidence",
    # what works only together: a real console, browser, boxes and a corpus of leaks
    "browser/test_first_page.py": "teaching/extension",
    "browser/test_formgrader.py": "grading/pages/rubric",
    "browser/test_kit_page.py": "kit/box",
    "console/test_api_keys.py": """
        console/changes console/listing console/permissions console/looks console/words console/visit
        console/pages/api_keys console/pages/change_key console/pages/new_key
        console/pages/revoke_key
        """,
    "console/test_log.py": "console/as_code console/entries console/pages/events console/pages/log",
    "console/test_owner.py": """
        console/counting console/pages/alerts console/pages/audit_log console/pages/home console/pages/leak
        console/pages/limits console/pages/practice console/pages/security console/pages/usage
        """,
    "console/test_people.py": "console/pages/people",
    "console/test_sign_in.py": "console/forms console/routes console/sessions console/site",
    "grading/together": """
        grading/coursework/assignment grading/examining/pair grading/examining/placements
        grading/examining/sitting grading/inside/answering
        grading/inside/far_scratch grading/inside/marshalling grading/inside/outputs grading/inside/parent
        grading/inside/proxies grading/inside/roles grading/inside/running_loop grading/inside/shell
        grading/sandbox/confine grading/sandbox/isolation grading/sandbox/measuring grading/sandbox/syscalls
        grading/sandbox/wiping
        """,
    "leaks/test_corpus.py": "leaks/decoding leaks/encoded leaks/views",
    "trials": "checks/folder checks/history checks/keeping checks/opening",
    # names, types and data alone
    "": """
        notebooks/running server/handlers/organization/owner server/request/arrival server/request/call
        server/types
        """,
}
"""A test file or folder, and the modules that are tested there: what a user relies on needs several at once.

`console/*` is all of a wing.
"""
