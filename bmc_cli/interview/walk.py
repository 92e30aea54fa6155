"""The walk through the nine steps, as a value: ``turn(state, reply)`` and where to begin.

Nothing here asks, draws or saves.  The order of a step is its notes, its closing questions, its
look ahead (help form, steps 1 to 9); then comes the next step, and after the last what now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bmc_cli.interview.ahead import Ahead
from bmc_cli.interview.choosing import link_choices
from bmc_cli.interview.closing import Closing
from bmc_cli.interview.closing_plan import plan
from bmc_cli.interview.command_words import bare_command, understood
from bmc_cli.interview.commands import commanded
from bmc_cli.interview.doubts import What, Which, Word
from bmc_cli.interview.ends import End, Head, OpenPage
from bmc_cli.interview.evidence import Learn, Testing
from bmc_cli.interview.links import For
from bmc_cli.interview.mending import Mending, Point, can_be_asked
from bmc_cli.interview.noting import texts_in
from bmc_cli.interview.places import place_of
from bmc_cli.interview.senses import Sense, sense_of
from bmc_cli.interview.series import Series, Thing
from bmc_cli.interview.state import Asked, Effect, Phase, Question, Reply, Saving, State, Turn
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.understanding import Absent, Foreign, Unclear, understand
from bmc_cli.method.evidence import guesses
from bmc_cli.method.rules import check
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Block, Canvas, open_blocks
from bmc_cli.model.operations import Reach
from bmc_cli.plain_text import one_line
from bmc_cli.words.terms import terms_of

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

_AT_ONCE = {"back", "next", "undo", "quit", "canvas"}
"""Bare words that are commands at a question, where no note is expected."""


# -- where to begin


def furthest(canvas: Canvas) -> Block | None:
    """Return the step where the interview goes on; None when every block has a note.

    That is the last step reached, or, once all were, the first one left open.
    """
    reached = [block for block in BLOCKS if block.key in canvas.blocks]
    if len(reached) < len(BLOCKS):
        return reached[-1] if reached else BLOCKS[0]
    return next(iter(open_blocks(canvas)), None)


def begin(canvas: Canvas, pack: Pack, **state: object) -> Turn:
    """Return the turn that an interview begins with, on a new canvas or where one stopped.

    Who fills it in is asked until the first step is reached.
    """
    block = furthest(canvas)
    base: Question = Notes(block.key) if block else End()
    is_new = not canvas.blocks
    names = ("author", "title") if is_new else ("title",)
    open_ = [Head(name) for name in names if not getattr(canvas, name)]
    questions: tuple[Question, ...] = (base, *open_)
    begun = State(canvas, pack, questions, **state)  # type: ignore[arg-type]
    if is_new:
        return Turn(begun)
    if not block:
        return Turn(begun, said=(begun.say("welcome_done"),))
    return _resumed(begun, block)


def _resumed(state: State, block: Block) -> Turn:
    """Say where the interview was, and ask about the last note what was not asked yet."""
    written = [each for each in BLOCKS if state.canvas.notes(each.key)]
    if not written:
        return Turn(state, said=(state.say("welcome", n=block.number),))
    last_in = block if state.canvas.notes(block.key) else written[-1]
    note = state.canvas.notes(last_in.key)[-1]
    said = state.say("welcome_last", n=block.number, note=one_line(note.text))
    is_loose = last_in == block and not note.links and not note.later
    if is_loose and state.asks_back and len(link_choices(state.canvas, block.key)) > 1:
        question = For(block.key, (note.text,))
        state = replace(state, questions=(state.questions[0], question, *state.questions[1:]))
    return Turn(state, said=(said,))


def opened(canvas: Canvas, pack: Pack, block: Block, **state: object) -> Turn:
    """Return the turn that opens one block on its own."""
    questions = (Notes(block.key),)
    return Turn(State(canvas, pack, questions, single=True, **state))  # type: ignore[arg-type]


# -- one reply


def turn(state: State, reply: Reply) -> Turn:
    """Return what ``reply`` makes of ``state``.  Raises ``Refused`` and ``NoteGone``."""
    done = Turn(state)
    waiting: Reply | None = reply
    while waiting is not None:
        before = done.state
        made = _turned(before, waiting)
        waiting = made.again
        made = made._replace(again=None, state=_onward(made, before))
        done = done.then(made)
    return _reached(_mended(done._replace(state=kept(done.state))))


def _turned(state: State, reply: Reply) -> Turn:
    command, rest = understood(reply, state.pack)
    if state.helped:
        state = replace(state, helped=False)
        if not command and not rest:
            return Turn(state)
    if command == "interrupt":
        return left(state, rest, Effect.INTERRUPT)
    if command == "quit" and reply.command:
        return left(state, rest, Effect.LEAVE)
    if command not in {"", "redraw"} and isinstance(state.question, OpenPage):
        state = state.answered()
    if command:
        return commanded(state, command, rest)
    if not isinstance(state.question, (Notes, Ahead, Head)) and state.asks_back:
        bare = bare_command(rest, state.pack)
        is_said_twice = bare == getattr(state.question, "command", "")  # the doubt knows better
        if bare in _AT_ONCE and not is_said_twice and sense_of(rest) is not Sense.UNSURE:
            is_read = isinstance(state.question, OpenPage)
            return commanded(state.answered() if is_read else state, bare, "")
    place = place_of(state)
    drafts = {at: text for at, text in state.drafts.items() if at != place}
    fresh = replace(state, drafts=drafts)
    return fresh.question.answered(fresh, rest)


def left(state: State, draft: str, effect: Effect) -> Turn:
    """Return the turn that leaves: half a note is kept, half an answer if it is a choice."""
    done = Turn(state)
    for place, text in (*state.drafts.items(), (place_of(state), draft)):
        done = done.then(_kept_draft(done.state, place, text))
    return done._replace(effect=effect, said=())


def _kept_draft(state: State, place: str, text: str) -> Turn:
    number, _, rest = place.partition("/")
    key = next((block.key for block in BLOCKS if str(block.number) == number), "")
    is_asked = place == place_of(state)
    if not text.strip():
        return Turn(state)
    if isinstance(state.question, Head) and is_asked:
        is_open = not getattr(state.canvas, state.question.name)
        return state.question.answered(state, text) if is_open else Turn(state)
    if not key or text.lstrip().startswith("/"):
        return Turn(state)
    step = replace(state, asks_back=False)
    if rest in {"", "ahead"}:
        base: Notes | Ahead = Ahead(key) if rest else Notes(key)
        made = base.noted(replace(step, questions=(base,)), "\n".join(texts_in(text)) or text)
    elif is_asked and isinstance(state.question, For) and _is_choice(text, state.question, state):
        made = state.question.answered(step, text)
    else:
        return Turn(state)
    return made._replace(state=replace(state, canvas=made.state.canvas))


def _is_choice(text: str, question: For, state: State) -> bool:
    answer = understand(text, question.choices(state))
    unclear = [answer.first(sort) for sort in (Absent, Foreign, Unclear)]
    return answer.sense in {Sense.CHOICE, Sense.EVERYONE} and not any(unclear)


# -- what comes then


def kept(state: State) -> State:
    """Return the state without questions about what is gone; of a step its notes stay.

    A doubt about an answer goes with the question that was answered.
    """
    there: list[Question] = []
    is_gone = False
    for question in state.questions:
        stands = not (is_gone and isinstance(question, (What, Which, Word)))
        found = question.kept(replace(state, questions=(*there, question))) if stands else None
        if found is None and question == state.questions[0] and question.key:
            found = Notes(question.key)
        is_gone = type(found) is not type(question)
        if found is not None:
            there.append(found)
    return replace(state, questions=tuple(there))


def _onward(made: Turn, before: State) -> State:
    """Return the state of a turn with what follows where a part of a step was finished."""
    state = _past_answered(made.state, before)
    if state.questions and isinstance(state.questions[0], Phase):
        return state
    base = next((each for each in before.questions if isinstance(each, Phase)), None)
    return replace(state, questions=(_after(state, base, made.argument), *state.questions))


def _past_answered(state: State, before: State) -> State:
    """Return the state without a closing question that something else was the answer to."""
    base = state.questions[0] if state.questions else None
    if not isinstance(base, Closing) or state.questions != (base,) or base != before.questions[0]:
        return state
    if base.kept(state) is None:
        return state
    if base.id in plan(state, base.key):
        return state
    stood_below = any(not isinstance(each, OpenPage) for each in before.questions[1:])
    return base.next(state) if stood_below or base.id in plan(before, base.key) else state


def _after(state: State, base: Question | None, argument: str) -> Question:
    """Return what comes after a part of a step: its closing questions, its look ahead, the next."""
    key = base.key if base else ""
    if not key:
        return End()
    if argument != "next step":
        if isinstance(base, Notes) and state.asks_back and (ids := plan(state, key)):
            return Closing(key, ids)
        looks = state.pack.blocks[key].ahead and state.canvas.notes(key)
        if looks and not isinstance(base, Ahead):
            return Ahead(key)
    number = BY_KEY[key].number
    if state.single or number == len(BLOCKS):
        return End()
    return Notes(BLOCKS[number].key)


def _mended(done: Turn) -> Turn:
    """Return the turn that goes on to the next point of a list, where one was dealt with."""
    state = done.state
    if not isinstance(state.question, Series):
        return done
    if onward := state.question.onward(state):
        return done._replace(state=onward)
    said = (*done.said, state.question.ended(state))
    if state.question.is_part:
        return done._replace(state=replace(state, questions=(End(),)), said=said)
    return done._replace(said=said, effect=done.effect or Effect.FINISH)


def mending(canvas: Canvas, pack: Pack, number: int | None = None, **state: object) -> Turn:
    """Return the turn that begins going through the findings; by ``number`` (from 1) only one.

    The number is that in the order of the blocks, as a check tells them.  Raises ``IndexError``
    where there is no such finding.
    """
    base = Mending(most=None if number is None else 1, ignored=state.pop("ignored", ()))  # type: ignore[arg-type]
    begun = State(canvas, pack, (base,), **state)  # type: ignore[arg-type]
    if number is None:
        return _mended(Turn(begun))
    one = _numbered(check(canvas, terms_of(pack), base.ignored), number)
    if not can_be_asked(one):
        raise IndexError(number)
    return Turn(replace(begun, questions=base.questions(begun, one)))


def learning(
    canvas: Canvas,
    pack: Pack,
    number: int | None = None,
    most: int | None = None,
    **state: object,
) -> Turn:
    """Return the turn that begins to ask what was learned of the first guesses, of so many.

    None is of all; with a ``number`` it is of one.  That is its place in the list of what to test
    first, from 1.  Raises ``IndexError`` where there is no such guess.
    """
    base = Testing(most=most if number is None else 1)
    begun = State(canvas, pack, (base,), **state)  # type: ignore[arg-type]
    if number is None:
        return _mended(Turn(begun))
    one = _numbered(guesses(canvas), number)
    return Turn(replace(begun, questions=base.questions(begun, one)))


def _numbered(things: Sequence[Thing], number: int) -> Thing:
    """Return the one with this number, from 1.  Raises ``IndexError`` for none."""
    if number < 1:
        raise IndexError(number)
    return things[number - 1]


def _reached(done: Turn) -> Turn:
    """Return the turn that marks the step that it comes to as reached."""
    state = done.state
    base = state.questions[0] if state.questions else None
    if isinstance(base, End) and (state.single or not state.asks_back):
        return done._replace(effect=done.effect or Effect.FINISH)
    if state.single or len(state.questions) > 1 or not isinstance(base, Notes):
        return done
    if base.key in state.canvas.blocks or done.effect in {Effect.LEAVE, Effect.INTERRUPT}:
        return done
    reach = Reach(base.key)
    blocks = {**state.canvas.blocks, base.key: ()}
    after = replace(state, canvas=replace(state.canvas, blocks=blocks))
    return done._replace(state=after, edits=(*done.edits, reach))


def undone(state: State, canvas: Canvas) -> State:
    """Return the state after its last saving was taken back: at the question that it answered."""
    *savings, last = state.savings
    here = state.questions[0].key == last.questions[0].key
    questions = last.questions if here else state.questions
    pack = state.pack if canvas.language == state.canvas.language else last.pack
    return replace(state, canvas=canvas, savings=tuple(savings), questions=questions, pack=pack)


def noted_saving(before: State, after: Turn) -> State:
    """Return the state that knows of the saving that a turn made."""
    saving = Saving(before.questions, after.said, before.step, before.pack)
    return replace(after.state, savings=(*after.state.savings, saving))


def asked(state: State) -> Asked:
    """Return what is shown of the question that is asked now, with what was typed already."""
    shown = state.question.asked(state)
    if isinstance(state.questions[0], Series) and isinstance(state.question, (Learn, Point)):
        shown = state.questions[0].around(state, shown)
    return shown._replace(draft=state.drafts.get(place_of(state), shown.draft))
