"""A CSV file becomes the figures one can work out by hand."""

from pathlib import Path

import pytest

from tests.surveys.scorecard.runs import score_file, scored

# One week of a national service of another country, published as 87.3.
WEEK = "q\n" + "1\n" * 17 + "2\n" * 35 + "3\n" * 87 + "4\n" * 434 + "5\n" * 969
SMALL = "unit,a,b\nx,5,4\nx,4,1\ny,2,9\ny,,5\n"


def test_one_column_has_all_its_figures(tmp_path: Path) -> None:
    run = scored(tmp_path, WEEK)
    assert (run.code, run.err) == (0, "")
    column = run.column("q")
    assert column["n"] == 1542
    assert column["counts"] == {"1": 17, "2": 35, "3": 87, "4": 434, "5": 969}
    assert column["missing"] == 0
    assert column["mean"] == pytest.approx(4.493515, abs=1e-6)
    assert column["satisfied_share"] == 1403 / 1542
    assert column["index_0_100"] == pytest.approx(87.337873, abs=1e-6)
    # The roots of |share − p| = z·√(p(1 − p)/n), found by bisection.
    assert column["interval"] == pytest.approx([0.894526, 0.923151], abs=1e-6)
    assert run.result["rows"] == 1542


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("mean-0-100/1", 87.337873),
        ("mean-0-100", 87.337873),
        ("satisfied-share-pooled/1", 0.909857),
        ("mean-score/1", 4.493515),
        ("mean-points/1", 3.493515),
        ("satisfied-in-everything/1", 0.909857),
    ],
)
def test_the_same_answers_give_87_by_one_method_and_91_by_another(
    tmp_path: Path, method: str, value: float
) -> None:
    index = scored(tmp_path, WEEK, "--method", method).result["index"]
    assert index["value"] == pytest.approx(value, abs=1e-6)
    assert index["method"] == (method if method.endswith("/1") else f"{method}/1")


def test_codes_and_blanks_are_missing_and_leave_the_mean(tmp_path: Path) -> None:
    content = "q\n5\n9\n99\n \n4\nNA\n"
    column = scored(tmp_path, content, "--missing", "9,99,na").column("q")
    assert (column["n"], column["missing"], column["mean"]) == (2, 4, 4.5)


def test_groups_have_the_columns_of_the_whole(tmp_path: Path) -> None:
    run = scored(tmp_path, SMALL, "--columns", "a,b", "--missing", "9", "--group", "unit")
    assert list(run.result["groups"]) == ["x", "y"]
    assert (run.column("a")["n"], run.column("a", "x")["n"], run.column("a", "y")["n"]) == (3, 2, 1)
    assert run.column("b", "y")["missing"] == 1
    assert run.result["groups"]["x"]["index"]["value"] == 0.75
    assert run.result["groups"]["y"]["rows"] == 2


def test_groups_named_by_numbers_stand_in_their_order(tmp_path: Path) -> None:
    content = "g,q\n10,5\n2,4\nb,3\n,2\n 2 ,5\n"
    run = scored(tmp_path, content, "--group", "g")
    assert list(run.result["groups"]) == ["2", "10", "", "b"]
    assert run.column("q", "2")["n"] == 2


def test_a_reversed_column_is_turned_with_its_counts(tmp_path: Path) -> None:
    run = scored(tmp_path, "a,b\n1,1\n1,1\n5,5\n", "--columns", "a,b", "--reverse", "b")
    a, b = run.column("a"), run.column("b")
    assert (a["counts"]["1"], b["counts"]["1"], b["counts"]["5"]) == (2, 1, 2)
    assert list(b["counts"]) == ["1", "2", "3", "4", "5"]
    assert b["mean"] == pytest.approx(6 - a["mean"])
    assert (a["reversed"], b["reversed"]) == (False, True)


def test_people_satisfied_in_everything_are_counted_person_by_person(tmp_path: Path) -> None:
    content = "a,b\n5,4\n5,3\n4,\n,\n5,1\n"
    arguments = ("--columns", "a,b", "--method", "satisfied-in-everything/1")
    index = scored(tmp_path, content, *arguments).result["index"]
    assert (index["value"], index["people"]) == (0.5, 4)
    index = scored(tmp_path, content, *arguments, "--reverse", "b").result["index"]
    assert (index["value"], index["people"]) == (0.5, 4)  # now the third and the last


def test_people_of_groups_make_the_people_of_the_whole(tmp_path: Path) -> None:
    arguments = ("--columns", "a,b", "--method", "satisfied-in-everything/1", "--group", "unit")
    result = scored(tmp_path, SMALL, *arguments, "--missing", "9").result
    assert result["index"]["value"] == 0.5
    assert result["index"]["interval"][0] == pytest.approx(0.150, abs=1e-3)
    assert [result["groups"][name]["index"]["value"] for name in "xy"] == [0.5, 0.5]


def test_weights_weigh_columns(tmp_path: Path) -> None:
    method = ("--method", "satisfied-share-weighted-items/1", "--weights", "3,1")
    result = scored(tmp_path, "a,b\n5,1\n5,1\n", "--columns", "a,b", *method).result
    assert result["index"]["value"] == 0.75


@pytest.mark.parametrize(
    ("scale", "satisfied", "share", "index"),
    [("1-4", "3-4", 0.5, 50.0), ("0-10", "9-10", 0.0, 25.0), ("-2-4", "4", 0.25, 75.0)],
)
def test_other_scales_say_what_satisfied_means(
    tmp_path: Path, scale: str, satisfied: str, share: float, index: float
) -> None:
    arguments = (f"--scale={scale}", f"--satisfied={satisfied}")
    column = scored(tmp_path, "q\n1\n2\n3\n4\n", *arguments).column("q")
    assert column["satisfied_share"] == share
    assert column["index_0_100"] == pytest.approx(index)


def test_nought_is_a_level_where_the_scale_begins_there(tmp_path: Path) -> None:
    arguments = ("--scale", "0-10", "--satisfied", "9-10")
    column = scored(tmp_path, "q\n0\n10\n", *arguments).column("q")
    assert (column["n"], column["mean"], column["counts"]["0"]) == (2, 5.0, 1)
    column = scored(tmp_path, "q\n0\n10\n", *arguments, "--missing", "0").column("q")
    assert (column["n"], column["mean"], column["counts"]["0"]) == (1, 10.0, 0)


@pytest.mark.parametrize("content", ["q\n", "q\n\n\n", "q\r\n9\r\n \r\n"])
def test_nobody_answered_is_null_and_never_nought(tmp_path: Path, content: str) -> None:
    run = scored(tmp_path, content, "--missing", "9")
    column = run.column("q")
    assert run.code == 0
    assert column["n"] == 0
    assert column["satisfied_share"] is column["mean"] is column["interval"] is None
    assert column["index_0_100"] is run.result["index"]["value"] is None


def test_a_table_rounds_half_up_and_names_its_method(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    # 1 of 16 is 6.25 %: half up to one digit is 6.3, half to even would be 6.2.
    path.write_text("g,q,r\n" + "a,1,9\n" * 15 + ",5,9\n", "utf-8")
    arguments = ("--columns", "q,r", "--missing", "9", "--reverse", "r", "--group", "g")
    lines = score_file(path, *arguments).out.splitlines()
    assert lines[0] == ("answers.csv: 16 rows; levels 1-5, satisfied: 4, 5; no answer: blank, 9")
    assert lines[2].split() == ["q", "16", "0", "1.25", "6.3", "%", "6.3", "1", "to", "29"]
    assert lines[3].split() == ["r", "(reversed)", "0", "16", *"––––"]
    assert lines[4] == "index by satisfied-share-pooled/1: 6.25 %, 16 answers"
    assert "g = (blank): 1 rows" in lines
    assert "random sample" in lines[-1]


@pytest.mark.parametrize(
    ("method", "line"),
    [
        ("mean-score", "index by mean-score/1: 4.49, 1,542 answers"),
        ("mean-points", "index by mean-points/1: 3.49 points, 1,542 answers"),
        ("mean-0-100", "index by mean-0-100/1: 87.34 of 100, 1,542 answers"),
        (
            "satisfied-in-everything",
            "index by satisfied-in-everything/1: 90.99 %, 1,542 people",
        ),
    ],
)
def test_every_method_has_its_unit(tmp_path: Path, method: str, line: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(WEEK, "utf-8")
    assert line in score_file(path, "--columns", "q", "--method", method).out.splitlines()
