"""Points that are asked one after the other, each once; Enter goes on to the next."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bmc_cli.interview.state import Asked, Question, State, Turn

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Series(ABC, Generic[Thing]):
    """A list of points on the canvas as it is; ``tried`` are the identities of those asked.

    So many as ``most`` are asked, None for all.  ``is_part``: it is a part of an interview, which
    goes on after it.  Its own question is never asked: ``onward`` asks the next.
    """

    tried: tuple[str, ...] = ()
    most: int | None = None
    is_part: bool = False

    @property
    def key(self) -> str:
        return ""

    @property
    def is_phase(self) -> bool:
        return True

    def kept(self, _state: State) -> Question | None:
        return self

    def asked(self, state: State) -> Asked:
        return Asked(self.ended(state), "")

    def answered(self, state: State, text: str) -> Turn:
        return Turn(state.answered())

    @abstractmethod
    def place(self, _state: State) -> str:
        """Return the id of the whole of it."""

    @abstractmethod
    def ended(self, state: State) -> str:
        """Return what is said when there is no point left."""

    @abstractmethod
    def points(self, state: State) -> list[Thing]:
        """Return the points that there are, also those that were asked."""

    @abstractmethod
    def identity(self, point: Thing, state: State) -> str:
        """Return what tells a point from the others, whatever else changes on the canvas."""

    @abstractmethod
    def question(self, point: Thing, state: State) -> Question:
        """Return the question that a point is asked with."""

    def askable(self, state: State) -> list[Thing]:
        """Return the points that can be asked once more, also some that are dealt with."""
        return self.points(state)

    def left(self, state: State) -> list[Thing]:
        """Return the points that are still to be asked."""
        points = self.points(state)
        left = [each for each in points if self.identity(each, state) not in self.tried]
        return left if self.most is None else left[: max(self.most - len(self.tried), 0)]

    def onward(self, state: State) -> State | None:
        """Return the state that asks about the next point; None when there is none."""
        left = self.left(state)
        return replace(state, questions=self.questions(state, left[0])) if left else None

    def questions(self, state: State, point: Thing) -> tuple[Question, ...]:
        """Return this with the question about one point above it."""
        tried = (*self.tried, self.identity(point, state))
        return (replace(self, tried=tried), self.question(point, state))

    def back(self, state: State) -> State:
        """Return the state that asks the point before once more, the last that still stands."""
        points = {self.identity(each, state): each for each in self.askable(state)}
        for at in range(len(self.tried) - 2, -1, -1):
            if self.tried[at] in points:
                before = replace(self, tried=self.tried[:at])
                return replace(state, questions=before.questions(state, points[self.tried[at]]))
        return state

    def around(self, state: State, shown: Asked) -> Asked:
        """Return what the question about a point shows, with how many there are after it."""
        count = len(self.left(state))
        said = state.pack.count("interview.mend_left", count) if count else ""
        return shown._replace(lead=shown.lead or said)
