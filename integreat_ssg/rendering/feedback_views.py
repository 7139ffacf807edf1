"""The theme's contract for feedback, as `views.py` is for all else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedbackWay:
    """A prepared mail or report: where the link leads, and whom it goes to as people write it."""

    url: str
    to: str


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """A service that takes what is posted to it. `origin` is what the page's policy has to allow, `host` what readers are told.
    `fields` are names and values that go along with what a reader writes."""

    url: str
    origin: str
    host: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """`feedback.html`: the ways to say what is wrong with a page; at least one is not None."""

    mail: FeedbackWay | None
    issue: FeedbackWay | None
    form: FeedbackForm | None
