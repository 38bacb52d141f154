"""The drill as a learner goes through it, on a real platform, with a folder in which it is kept."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openai import AuthenticationError, OpenAI

from course_utils.administration import organization
from course_utils.drill import Drill, begin_drill, page
from course_utils.drill.drill import CLOCK, OWN_PLACE, THIEFS_COPY, DrillError
from course_utils.drill.incident import Incident
from course_utils.drill.leaks import leak_of
from course_utils.drill.run import Run
from course_utils.environment import ADDRESS_VARIABLE
from course_utils.platform_client import PracticePlatform
from course_utils.platform_file import STATE
from course_utils.practice import private_platform


@pytest.fixture
def platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticePlatform]:
    """A platform on its first day, and a learner's folder."""
    (tmp_path / STATE).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    platform = private_platform()
    platform.reset(everything=True)
    yield platform
    platform.set_delays(deletion=timedelta(0))
    platform.reset(everything=True)


def revoke(platform: PracticePlatform, drill: Drill) -> None:
    """Delete the stolen key over the Admin API, as the lesson does."""
    with OpenAI(admin_api_key=platform.admin_key, base_url=platform.base_url) as client:
        keys = client.admin.organization.projects.api_keys
        keys.delete(drill.own.key_id, project_id=drill.own.project_id)


def end(platform: PracticePlatform, drill: Drill) -> None:
    """Delete the stolen key, and let the deletion arrive."""
    revoke(platform, drill)
    platform.let_time_pass(timedelta(minutes=2))


def replace(platform: PracticePlatform) -> None:
    """Put another key into the vault in the place of the stolen one."""
    platform.vault("PUT", OWN_PLACE, platform.issue_key("another").value)


def working_keys(platform: PracticePlatform) -> list[str]:
    """Give the names of the keys that nobody has revoked."""
    return [row["name"] for row in platform.table("api_keys") if row["revoked_at"] is None]


def attackers(platform: PracticePlatform) -> list[dict[str, object]]:
    return [one for one in platform.life() if one["kind"] == "attacker"]


def test_the_dollars_run_until_the_learners_own_revocation(platform: PracticePlatform) -> None:
    drill = begin_drill(platform)
    alarm = str(drill.alarm())
    assert "where no key of its project was used before" in alarm
    assert "made for you now" in alarm
    at_first = drill.incident().dollars
    platform.let_time_pass(timedelta(minutes=1))
    assert 0 < at_first < drill.incident().dollars
    assert "it runs on" in drill.counter()
    assert str(drill.report()).startswith("Not over")

    revoke(platform, drill)
    assert "still served for a moment" in drill.counter()
    assert str(drill.report()).startswith("Not over")
    platform.let_time_pass(timedelta(minutes=2))
    spent = drill.incident().dollars
    platform.let_time_pass(timedelta(minutes=5))
    [thief] = attackers(platform)
    assert thief["why"] == "refused: invalid_api_key"
    assert drill.incident().dollars == spent == pytest.approx(thief["dollars"])
    assert "it stands still" in drill.counter()

    assert "your service stands still" in str(drill.report())
    assert CLOCK in [one["name"] for one in platform.life() if one["ended_at"] is None]
    replace(platform)
    page = str(drill.report())
    assert f"{spent:,.2f} dollars" in page
    assert "you revoked the key" in page
    assert "What would have cost less?" in page
    [kept] = Run.all()
    assert (kept.number, kept.dollars) == (1, round(spent, 2))
    assert not any(one["ended_at"] is None for one in platform.life())


def test_a_drill_left_in_the_middle_is_taken_up(platform: PracticePlatform) -> None:
    first = begin_drill(platform, seed=2)
    again = begin_drill(platform, seed=2)
    assert again.own.key_id == first.own.key_id
    assert "You are back" in str(again.alarm())
    assert len(attackers(platform)) == 1

    platform.stop(CLOCK)  # it ends with the platform, too
    admin = platform.issue_admin_key("leaks, too")
    platform.let_attacker_loose(key=admin.id, seed=platform.new_attack())
    platform.let_time_pass(timedelta(minutes=1))
    platform.revoke_key(admin.id)
    begin_drill(platform, seed=2)
    at_home = [one for one in platform.life() if one["ended_at"] is None]
    assert CLOCK in [one["name"] for one in at_home]
    assert [one["key_id"] for one in at_home if one["kind"] == "attacker"] == [first.own.key_id]
    assert "backup-sync" not in working_keys(platform)

    end(platform, again)
    replace(platform)
    back = begin_drill(platform, seed=3)
    told = str(back.alarm())
    assert "with seed 2. Another one begins when this one is over" in told
    assert "it stands still" in told
    assert back.leak == first.leak
    assert back.stolen_value() == first.stolen_value() != platform.vault("GET", OWN_PLACE)
    back.report()
    assert [run.number for run in Run.all()] == [1]


def test_a_seed_that_is_none_is_refused_before_anything_changes(
    platform: PracticePlatform,
) -> None:
    none: list[Any] = ["1", -1, 1.5, [1], True, 700_000_000, 10**24]
    for seed in none:
        with pytest.raises(DrillError, match="a whole number from 0 to 1,000,000"):
            begin_drill(platform, seed=seed)
    assert not platform.life()


def test_a_long_report_says_how_much_it_leaves_out() -> None:
    begin = datetime(2026, 11, 4, 15, tzinfo=UTC)
    requests = [
        {"time": begin + timedelta(minutes=minute), "status": 200, "reason": "ok", "usage": None}
        for minute in range(30)
    ]
    incident = Incident(requests, begin, begin + timedelta(hours=1), None, None, None, None)
    lines = str(page.write("a key", "an address", leak_of(0), incident, [])).splitlines()
    assert "`15:00` 1 request of the thief was served." in lines
    [told] = [line for line in lines if "left out" in line]
    assert told == "… 16 lines are left out here."


def test_after_a_reset_a_new_drill_begins(platform: PracticePlatform) -> None:
    before = begin_drill(platform)
    platform.reset()
    assert "it was reset" in str(before.alarm())
    for looked_for in (before.log, before.incident, before.five_minutes_more):
        with pytest.raises(DrillError, match="it was reset"):
            looked_for()
    platform.revoke_key(before.own.key_id)
    assert "it was reset" in str(before.report())
    assert not any(run.is_over for run in Run.all())
    drill = begin_drill(platform)
    assert "the one before can't be finished any more" in str(drill.alarm())
    assert "it runs on" in drill.counter()
    assert [run.number for run in Run.all()] == [1, 2]


def test_another_drill_has_another_thief_and_clears_away_the_first(
    platform: PracticePlatform,
) -> None:
    end(platform, drill := begin_drill(platform))
    replace(platform)
    drill.report()
    admin = platform.issue_admin_key("leaks, too")
    platform.let_attacker_loose(key=admin.id, seed=9)  # the first choice of the drill to come
    platform.let_time_pass(timedelta(minutes=1))
    drill = begin_drill(platform, seed=1)
    lives = [one for one in attackers(platform) if one["ended_at"] is None]
    assert [one["key_id"] for one in lives] == [drill.own.key_id]
    assert len({one["address"] for one in attackers(platform)}) == 3
    strangers = {one["address"] for one in drill.log()} & {
        one["address"] for one in attackers(platform)
    }
    assert strangers == {lives[0]["address"]}
    read = [one["target"] for one in drill.log() if one["target"].endswith("/messages")]
    assert len(read) == len(set(read)) == 2, "the readers of the first drill are enough"
    assert "backup-sync" not in working_keys(platform)
    told = str(drill.alarm())
    assert "was used from" in told
    assert "A new drill begins: the one before is over." in told


def test_who_deletes_another_key_or_makes_the_new_one_first_has_not_stopped_it(
    platform: PracticePlatform,
) -> None:
    other = platform.issue_key("of somebody else")
    drill = begin_drill(platform)
    platform.revoke_key(other.id)
    platform.let_time_pass(timedelta(minutes=1))
    assert "it runs on" in drill.counter()
    with organization(platform) as managed:
        new = managed.projects.service_accounts.api_keys.create(
            drill.service_account(), project_id=drill.own.project_id, name=drill.own.name
        )
    platform.vault("PUT", OWN_PLACE, new.value)
    end(platform, drill)
    told = str(drill.report())
    assert 0 < told.find("the new key was made") < told.find("you revoked the key")
    platform.vault("DELETE", OWN_PLACE)
    assert "made for you now" in str(begin_drill(platform).alarm())


def test_who_deletes_the_account_or_the_value_in_the_vault_can_go_on(
    platform: PracticePlatform,
) -> None:
    drill = begin_drill(platform)
    account = drill.service_account()
    assert account == drill.own.service_account_id
    with organization(platform) as managed:
        managed.projects.service_accounts.delete(account, project_id=drill.own.project_id)
        there = managed.projects.service_accounts.list(drill.own.project_id)
        assert drill.service_account() not in {account, *(one.id for one in there)}
    value = drill.stolen_value()
    platform.vault("DELETE", OWN_PLACE)
    assert begin_drill(platform).stolen_value() == value
    platform.vault("DELETE", THIEFS_COPY)
    with pytest.raises(DrillError, match="not there any more"):
        drill.stolen_value()


def test_who_archives_the_whole_project_begins_again(platform: PracticePlatform) -> None:
    drill = begin_drill(platform)
    with organization(platform) as managed:
        managed.projects.archive(drill.own.project_id)
    assert "the project is archived" in drill.counter()
    with pytest.raises(DrillError, match="the project is archived"):
        drill.service_account()
    again = begin_drill(platform)
    assert again.own.project_id != drill.own.project_id
    assert "it runs on" in again.counter()


def test_a_spend_limit_is_said_to_have_stopped_the_thief(platform: PracticePlatform) -> None:
    drill = begin_drill(platform)
    with organization(platform) as managed:
        managed.projects.spend_limit.update(
            drill.own.project_id, currency="USD", interval="month", threshold_amount=1
        )
    platform.let_time_pass(timedelta(minutes=1))
    assert "A spend limit has stopped the thief" in drill.counter()
    end(platform, drill)
    assert drill.incident().refused_at is None
    with (
        OpenAI(api_key=drill.stolen_value(), base_url=platform.base_url) as stolen,
        pytest.raises(AuthenticationError),
    ):
        stolen.models.list()
    assert drill.incident().refused_at == drill.log()[-1]["time"], "somebody has seen it"


def test_a_drill_in_which_nothing_is_served_does_not_begin(platform: PracticePlatform) -> None:
    platform.set_allow_list(["203.0.113.0/24", "127.0.0.1"])
    with pytest.raises(DrillError, match=r"from the start \(ip_not_authorized\)"):
        begin_drill(platform)
    assert not any(one["ended_at"] is None for one in platform.life())
    assert not Run.all()


def test_two_learners_on_one_platform_are_told_that_they_can_not_share_it(
    platform: PracticePlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = begin_drill(platform)
    assert "Two people" not in str(first.alarm())
    other = tmp_path / "another learner"
    (other / STATE).mkdir(parents=True)
    monkeypatch.chdir(other)
    assert "Two people can't share a drill" in str(begin_drill(platform).alarm())
    assert "The thief has gone" in first.counter()


def test_a_clock_that_was_moved_ends_the_thief_and_is_said(platform: PracticePlatform) -> None:
    drill = begin_drill(platform)
    platform.clock.advance(timedelta(days=100))
    platform.let_time_pass(timedelta(minutes=1))
    assert "The thief has gone" in drill.counter()
    spent = drill.incident().dollars
    revoke(platform, drill)
    assert drill.incident().dollars == spent
    assert "it stands still" in drill.counter()  # the key had come to its own end before
    assert "would cost nothing" in drill.five_minutes_more()
    replace(platform)
    told = str(drill.report())
    assert re.search(r"for 2\.\d minutes and had left when you revoked it", told)
    assert f"`{drill.incident().revoked_at:%Y-%m-%d %H:%M:%S}` you revoked the key." in told
