from pathlib import Path

import pytest

from course_utils.grading.collecting.rosters import Person, RosterError, read_roster

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Unit 02 (77)
    Points Possible,,,,,15.00
"Doe, Jane",1234,S-1,jdoe,Main,
"Núñez, José",1235,S-2,jnunez,Main,12
"Student, Test",9999,,,Main,
"""
PARTICIPANTS = "First name,Last name,ID number,Email address\nJane,Doe,S-1,jane@example.org\n"
WORKSHEET = "Identifier,Full name,ID number,Email address,Status\nParticipant 77,Jane Doe,S-1,j@example.org,Submitted\n"


def roster(tmp_path: Path, text: str, encoding: str = "utf-8") -> tuple[Person, ...]:
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path).people


def test_canvass_gradebook_is_read_as_it_is(tmp_path: Path) -> None:
    assert roster(tmp_path, CANVAS) == (
        Person("jdoe", "Jane", "Doe", "", "1234"),
        Person("jnunez", "José", "Núñez", "", "1235"),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_of_a_spreadsheet_does_no_harm(tmp_path: Path, encoding: str) -> None:
    assert (
        roster(tmp_path, CANVAS.replace(",", ";").replace("; ", ", "), encoding)[1].first_name
        == "José"
    )


def test_moodles_exports_are_read_as_they_are(tmp_path: Path) -> None:
    assert roster(tmp_path, PARTICIPANTS) == (Person("S-1", "Jane", "Doe", "jane@example.org"),)
    assert roster(tmp_path, WORKSHEET) == (Person("S-1", "Jane", "Doe", "j@example.org", "77"),)


def test_a_text_in_another_encoding_is_told_how_to_be_saved(tmp_path: Path) -> None:
    (tmp_path / "mac.csv").write_bytes("id,first_name\njs,Hélène\n".encode("mac_roman"))
    with pytest.raises(
        RosterError, match="save it anew in a spreadsheet, as CSV with the encoding UTF-8"
    ):
        read_roster(tmp_path / "mac.csv")


def test_a_plain_table_is_enough(tmp_path: Path) -> None:
    people = roster(tmp_path, "id,first_name,last_name,email\njane,Jane,Doe,j@example.org\n")
    assert people == (Person("jane", "Jane", "Doe", "j@example.org"),)


def test_a_line_that_can_not_be_used_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("id,first_name\njane,Jane\n,Nobody\n.hidden,Odd\njane,Another\nbob,Bob\n")
    read = read_roster(path)
    assert [person.student for person in read.people] == ["jane", "bob"]
    assert [told.partition(":")[0] for told in read.aside] == ["line 3", "line 4", "line 5"]


def test_a_quotation_mark_that_is_never_closed_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="is a quotation mark missing"):
        roster(tmp_path, 'id,name\nada,"' + "x" * 140_000)


@pytest.mark.parametrize("text", ["", "Nachname,Vorname\nDoe,Jane\n", "a,b\x00"])
def test_a_file_that_names_nobody_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RosterError, match="first line needs"):
        roster(tmp_path, text)
