from tests.factories.packages import action, package, recommendation
from workplan.reporting.input_differences import Turn, compare


def words(pieces):
    return [(str(piece.change), piece.text) for piece in pieces]


def test_two_that_say_the_same_have_no_difference():
    assert compare(package(), package()).is_any is False


def test_figures_that_turned_stand_with_old_and_new():
    before, after = package(), package(input={"as_of": "2021-09"})
    after["rollup"]["indicators"][0]["actual"] = "500"

    found = compare(before, after)

    assert found.lead == {"as_of": Turn("2021-08", "2021-09")}
    assert [(row.code, row.figures["actual"]) for row in found.indicators] == [("ORG-01", Turn("480", "500"))]
    assert found.indicators[0].figures["target"].is_other is False


def test_an_indicator_that_only_one_has_is_a_difference():
    after = package()
    gone = after["rollup"]["indicators"].pop()

    found = compare(package(), after)

    assert [row.code for row in found.indicators] == [gone["code"]]
    assert found.indicators[0].figures["actual"].after is None


def test_recommendations_come_go_and_are_reworded():
    before = package(recommendations=[recommendation(), recommendation(number="R-2", title="Lama")])
    after = package(
        recommendations=[
            recommendation(text="Bentuk dua kontak poin.", due_on="2022-01-31"),
            recommendation(number="R-3", title="Baru"),
        ]
    )

    found = compare(before, after).recommendations

    assert [row["title"] for row in found.added] == ["Baru"]
    assert [row["title"] for row in found.removed] == ["Lama"]
    [reworded] = found.reworded
    assert words(reworded.text) == [
        ("same", "Bentuk"),
        ("added", "dua"),
        ("same", "kontak poin."),
        ("removed", "Tugaskan organiser."),
    ]
    assert reworded.others == ["due_on"]


def test_what_the_region_writes_and_its_actions_are_compared_too():
    before = package(actions=[action()])
    after = package(actions=[action(state="done")], input={"remarks": "Hambatan berat."})

    found = compare(before, after)

    assert list(found.texts) == ["remarks"]
    assert found.actions.reworded[0].others == ["state"]
