"""Small questions written by hand, and many drawn at random."""

from hypothesis import strategies as st

from tangguh.engines.matching import Helper, Pair, Person, Question, Rules


def asked(walks: dict[str, dict[str, int]], helpers: str, **rules: int) -> Question:
    """People with the metres to each helper: {"ani": {"h": 10}}; helpers are letters in order."""
    return Question(
        tuple(Person(name) for name in walks),
        tuple(Helper(letter) for letter in helpers),
        tuple(Pair(name, h, metres) for name, near in walks.items() for h, metres in near.items()),
        Rules(**{"each": 1, "cap": 1, **rules}),
    )


@st.composite
def questions(draw: st.DrawFn, people: int = 6, helpers: int = 6) -> Question:
    some = [f"p{n}" for n in range(draw(st.integers(0, people)))]
    others = [f"h{n}" for n in range(draw(st.integers(0, helpers)))]
    waters, skills = st.sampled_from(["", "", "east", "west"]), st.frozensets(st.sampled_from("ab"))
    walks = st.none() | st.integers(0, 12)
    return Question(
        tuple(Person(each, draw(waters), draw(skills)) for each in some),
        tuple(
            Helper(each, draw(waters), draw(skills) | {"a"}, trained=draw(st.integers(0, 5)) > 0)
            for each in others
        ),
        tuple(
            Pair(person, helper, metres)
            for person in some
            for helper in others
            if (metres := draw(walks)) is not None
        ),
        Rules(each=draw(st.integers(1, 3)), cap=draw(st.integers(1, 3)), reach=10),
    )
