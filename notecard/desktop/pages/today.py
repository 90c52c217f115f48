"""Today: the few people worth a card, why, and what might be written to each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from notecard.core.customers import Channel, plain_name
from notecard.core.facts import Suggestion
from notecard.core.settings import Shop
from notecard.core.thanks import DayPlan, Lane, Row
from notecard.core.told import Skipped
from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import ON_IT, button, deed, small_button
from notecard.desktop.empty import Empty
from notecard.desktop.errands.today import (
    Day,
    Made,
    Paper,
    TodayErrands,
    Wished,
    Words,
    free_name,
)
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets.card_on_desk import CardOnDesk
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.people import PeopleDelegate, Shown
from notecard.desktop.widgets.save_cards import SaveCardsDialog
from notecard.desktop.widgets.skip_menu import SkipMenu, what_follows
from notecard.desktop.widgets.why_true import WhyTrueDialog
from notecard.desktop.widgets.words_editor import WordsEditor
from notecard.desktop.widgets.words_list import WordsList

if TYPE_CHECKING:
    from notecard.workflows.pass_over import Skipping
    from notecard.workflows.word_card import Reason, Worded


_REMEMBERED = 30  # suggestions that do not come again when others are asked for


@dataclass(frozen=True, slots=True)
class Seat:
    """A row of the plan, and how far the owner is with it."""

    row: Row
    picked: bool = False
    code: str = ""  # of the card that was printed
    posted: bool = False


def lane_words(lane: Lane) -> tuple[str, str]:
    """Return an occasion's name and its drawing."""
    return {
        Lane.NOTE_DUE: (_("Your note"), "sticky-note"),
        Lane.FIRST_VISIT: (_("First visit"), "sprout"),
        Lane.BIG_OR_UNUSUAL: (_("Special"), "trending-up"),
        Lane.GIFT: (_("A gift"), "heart"),
        Lane.SERVICE: (_("Repair"), "refresh-cw"),
        Lane.COMPLAINT_SOLVED: (_("Put right"), "shield-check"),
        Lane.REFERRAL: (_("Recommended"), "users"),
        Lane.MILESTONE: (_("Milestone"), "award"),
        Lane.SATISFACTION: (_("How is it"), "shopping-bag"),
        Lane.ANNIVERSARY: (_("Anniversary"), "check"),
        Lane.DRIFTING: (_("Drifting away"), "hourglass"),
        Lane.LONG_TIME_HELLO: (_("Long time"), "history"),
        Lane.SEASON: (_("The season"), "sun"),
        Lane.EXPLORE: (_("Why not"), "compass"),
    }[lane]


def present(seat: Seat) -> Shown:
    """Return what is seen of a row."""
    words, drawing = lane_words(seat.row.lane)
    if seat.posted:
        words, drawing = _("Posted"), "mail-check"
    elif seat.code:
        words, drawing = _("Printed"), "printer"
    elif seat.row.channel is Channel.CALL:
        words, drawing = _("A call"), "phone"
    return Shown(seat.row.customer, seat.row.name, seat.row.why, words, drawing, seat.picked)


def say(seat: Seat) -> str:
    """Return the row as one sentence for whoever hears it."""
    shown = present(seat)
    picked = _("picked") if seat.picked else _("not picked")
    return f"{one_line(shown.name)}. {shown.sentence} {shown.chip}, {picked}."


class TodayPage(Page):
    """Left the people, right the card on the desk and three ways to say thank you."""

    kept_folder = Signal(str)
    wants_file = Signal()  # the owner would rather begin with an export of their own

    def __init__(
        self,
        jobs: Jobs,
        look: Look,
        errands: TodayErrands,
        folder: Callable[[], Path],
    ) -> None:
        super().__init__(jobs, look, _("Today"))
        self._errands, self._folder = errands, folder
        self._plan: DayPlan | None = None
        self._shop: Shop | None = None
        self._words: dict[int, tuple[Suggestion, ...]] = {}
        self._choice: dict[int, int] = {}
        self._wishes: dict[int, Wished] = {}
        self._wished = Wished()  # what was last asked for, of anybody
        self._typed: Suggestion | None = None  # the words being put in the owner's own way
        self._seats = RowsModel(say=say, parent=self)
        self._people = self._list()
        self._desk = CardOnDesk(look)
        self._offer = WordsList(look)
        self._editor = WordsEditor(look)
        self._ways = QStackedWidget()  # the suggestions, or the owner's own words
        self._ways.addWidget(self._offer)
        self._ways.addWidget(self._editor)
        self._ways.setSizePolicy(self._offer.sizePolicy())
        self._whose = forms.strong(step=1.06)
        self._whose.setMinimumWidth(1)
        self._proof = forms.faded()
        self._proof.setMinimumHeight(36)
        self._proof.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._make_deeds()
        self._views = QStackedWidget()
        for view in (
            self._ready(),
            Empty("hourglass", look, _("Getting ready…")),
            self._first_run(),
            Empty("sun", look, _("Nobody needs a card today. Enjoy the quiet.")),
        ):
            self._views.addWidget(view)
        self._views.setCurrentIndex(1)
        self.lines.addWidget(self._views)
        self._people.selectionModel().selectionChanged.connect(self._person_chosen)
        self._offer.chosen.connect(self._words_chosen)
        self._editor.typed.connect(self._lay_out)
        self._editor.kept.connect(self._keep_words)
        self._editor.left.connect(self._leave_words)

    def reload(self) -> None:
        """Read the day again."""
        self.jobs.read(self._errands.day, self._show_day, self.trouble)

    def begin(self) -> None:
        """Start at the people."""
        self._people.setFocus()

    def person(self) -> tuple[int, str] | None:
        """Return the customer of the current row."""
        seat = self._current()
        return (seat.row.customer, seat.row.name) if seat else None

    @property
    def seats(self) -> Sequence[Seat]:
        """The rows as they stand."""
        return self._seats.rows

    def words_of(self, customer: int) -> Sequence[Suggestion]:
        """Return what is offered to be written to somebody."""
        return self._words.get(customer, ())

    # How it is put together

    def _list(self) -> QListView:
        people = QListView()
        people.setAccessibleName(_("People to thank today"))
        people.setModel(self._seats)
        people.setItemDelegate(PeopleDelegate(self.look, present, people))
        people.setMouseTracking(True)
        people.setUniformItemSizes(True)
        people.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        people.doubleClicked.connect(lambda _index: self._pick())
        return people

    def _make_deeds(self) -> None:
        self._print = deed(self, _("Print cards…"), ["P"], self._ask_where)
        self._post = deed(self, _("Written and posted"), ["D"], self._mark_sent)
        self._pick_deed = deed(self._people, _("Pick or leave"), ["Space"], self._pick, ON_IT)
        self._swap_deed = deed(self, _("Swap for somebody else"), ["X"], self._swap)
        self._skip_deed = deed(self, _("Not this time…"), ["S"], self._ask_why)
        first = deed(self, _("The first words"), ["1"], lambda: self._offer.choose(0))
        second = deed(self, _("The second words"), ["2"], lambda: self._offer.choose(1))
        third = deed(self, _("The third words"), ["3"], lambda: self._offer.choose(2))
        self._others = deed(self, _("Other words"), ["R"], self._other_words)
        self._tone = deed(self, _("Another tone"), ["T"], self._next_tone)
        self._length = deed(self, _("Shorter or longer"), ["L"], self._next_length)
        self._edit = deed(self, _("Put it in my own words"), ["E"], self._edit_words)
        self._why = deed(self, _("Why this is true…"), ["W"], self._ask_why_true)
        down = deed(self, _("Next person"), ["J"], lambda: self._step(1))
        up = deed(self, _("Person before"), ["K"], lambda: self._step(-1))
        self.deeds = [self._print, self._post, self._pick_deed, self._swap_deed, self._skip_deed]
        self.deeds += [first, second, third, self._others, self._tone, self._length]
        self.deeds += [self._edit, self._why, *self._editor.deeds, down, up]

    def _ready(self) -> QWidget:
        view = QWidget()
        across = QHBoxLayout(view)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(22)
        across.addLayout(self._left(), 46)
        across.addLayout(self._right(), 54)
        return view

    def _left(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addWidget(self.heading)
        lines.addWidget(self.subtitle)
        lines.addSpacing(8)
        lines.addWidget(self._people, 1)
        lines.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(button(self._skip_deed, "skip-forward", self.look))
        row.addWidget(button(self._swap_deed, "arrow-left-right", self.look))
        row.addStretch()
        lines.addLayout(row)
        return lines

    def _right(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(8)
        lines.addWidget(self.banner)
        head = QHBoxLayout()
        head.addWidget(self._whose, 1)
        head.addWidget(small_button(self._others, "refresh-cw", self.look))
        head.addWidget(small_button(self._edit, "pencil", self.look))
        head.addWidget(small_button(self._why, "shield-check", self.look))
        lines.addLayout(head)
        lines.addWidget(self._desk, 1)
        lines.addWidget(self._ways)
        lines.addWidget(self._proof)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button(self._post, "mail-check", self.look))
        row.addWidget(button(self._print, "printer", self.look, "primary"))
        lines.addLayout(row)
        return lines

    def _first_run(self) -> Empty:
        self._sample = deed(self, _("Look round the sample shop"), ["Ctrl+D"], self._load_sample)
        own = deed(self, _("Begin with my own purchases…"), ["Ctrl+I"], self.wants_file.emit)
        self.deeds += [self._sample, own]
        return Empty(
            "store",
            self.look,
            _(
                "Nobody is known here yet. Bring in the purchases your till or web shop has"
                " saved, or look round an invented shop first."
            ),
            button(own, "file-up", self.look),
            button(self._sample, "store", self.look, "primary"),
        )

    # What is shown

    def _show_day(self, day: Day) -> None:
        if self._shop != day.shop:
            self._words.clear()
            self.jobs.read(lambda: self._errands.paper(day.shop), self._lay, self.trouble)
        self._shop = day.shop
        self._show_plan(day.plan, lambda row: day.printed.get(row.customer, ""))
        self._sample.setEnabled(not day.known)
        self._views.setCurrentIndex(0 if self.seats else 3 if day.known else 2)
        self.begin()

    def _show_plan(self, plan: DayPlan, code_of: Callable[[Row], str]) -> None:
        before = {seat.row.customer: seat for seat in self.seats}
        here = self.person()
        self._plan = plan
        seats = []
        for row in plan.rows:
            is_card = row.channel is Channel.CARD
            seat = before.get(row.customer) or Seat(row, picked=is_card)
            seats.append(replace(seat, row=row, code=seat.code or code_of(row)))
        self._seats.show(seats)
        places = [seat.row.customer for seat in seats]
        self._go(places.index(here[0]) if here and here[0] in places else 0)
        self._tell()

    def _tell(self) -> None:
        """Bring the words around the list up to date."""
        count = len(self._picked())
        minutes = sum(seat.row.minutes for seat in self.seats if not seat.posted)
        people = _n("{n} person worth a note today.", "{n} people worth a note today.", count)
        writing = _n("About {n} minute.", "About {n} minutes.", minutes)
        total = len(self.seats)
        self.subtitle.setText(f"{people.format(n=total)} {writing.format(n=minutes)}")
        words = _n("Print {n} card…", "Print {n} cards…", count)
        self._print.setText(words.format(n=count) if count else _("Print cards…"))
        self._print.setEnabled(count > 0)
        self._post.setEnabled(bool(self._printed()))
        for action in (self._swap_deed, self._skip_deed, self._pick_deed):
            action.setEnabled(bool(self.seats))

    def _person_chosen(self) -> None:
        seat = self._current()
        if seat is None:
            return
        self._leave_words()
        name = one_line(seat.row.name)
        is_call = seat.row.channel is Channel.CALL
        words = _("A call to {name}") if is_call else _("A card for {name}")
        self._whose.setText(words.format(name=name))
        for action in (self._tone, self._length, self._edit):
            action.setEnabled(not is_call)
        known = self._words.get(seat.row.customer)
        if known is None:
            self._desk.write(())
            self._offer.show_words((), 0)
            self._proof.setText("")
            self._read_words(seat.row)
        elif known:
            self._offer.show_words(known, self._choice.get(seat.row.customer, 0))

    def _read_words(self, row: Row) -> None:
        shop, wish = self._shop, self._wishes.get(row.customer, self._wished)
        if shop is not None:
            self.jobs.read(
                lambda: self._errands.words(row, shop, wish), self._words_came, self.trouble
            )

    def _words_came(self, words: Words) -> None:
        self._words[words.customer] = words.suggestions
        seat = self._current()
        if seat and seat.row.customer == words.customer:
            self._offer.show_words(words.suggestions, self._choice.get(words.customer, 0))
            self._ask_model(seat.row, words)

    def _ask_model(self, row: Row, words: Words) -> None:
        """Let the local model put the words another way, if there is one and nobody has to wait."""
        shop = self._shop
        if shop is None or not shop.rewriter or row.channel is not Channel.CARD:
            return

        def came(new: Words) -> None:
            is_same = self._words.get(row.customer) == words.suggestions
            if is_same and self._typed is None and new != words:
                self._words[row.customer] = new.suggestions
                here = self._current()
                if here and here.row.customer == row.customer:
                    self._offer.show_words(new.suggestions, self._choice.get(row.customer, 0))

        self.jobs.read(
            lambda: self._errands.rewrite(row, shop, words.suggestions), came, self.trouble
        )

    def _words_chosen(self, number: int) -> None:
        seat = self._current()
        if seat is None:
            return
        self._choice[seat.row.customer] = number
        chosen = self._suggestion(seat.row)
        if chosen:
            self._desk.write(chosen.lines, chosen.asks, _ending(chosen))
            self._proof.setText(proof(chosen))

    # Other words, and the owner's own

    def _wish_again(self, wish: Wished, is_for_all: bool = False) -> None:
        seat = self._current()
        if seat is None:
            return
        self._wishes[seat.row.customer] = wish
        if is_for_all:
            self._wished = Wished(wish.tone, wish.length)
            asked = {"": _("any tone"), **tone_words()}[wish.tone]
            long = {"": _("any length"), **length_words()}[wish.length]
            self.said.emit(_("Words: {tone}, {length}.").format(tone=asked, length=long), None)
        self._choice[seat.row.customer] = 0
        self._read_words(seat.row)

    def _wish(self) -> Wished:
        seat = self._current()
        return self._wishes.get(seat.row.customer, self._wished) if seat else self._wished

    def _other_words(self) -> None:
        wish, seat = self._wish(), self._current()
        offered = self.words_of(seat.row.customer) if seat else ()
        besides = (*wish.besides, *(one.id for one in offered))[-_REMEMBERED:]
        self._wish_again(replace(wish, besides=besides))

    def _next_tone(self) -> None:
        wish = self._wish()
        self._wish_again(replace(wish, tone=_after(wish.tone, tone_words())), is_for_all=True)

    def _next_length(self) -> None:
        wish = self._wish()
        self._wish_again(replace(wish, length=_after(wish.length, length_words())), is_for_all=True)

    def _edit_words(self) -> None:
        seat = self._current()
        chosen = self._suggestion(seat.row) if seat else None
        if chosen is not None:
            self._typed = chosen
            self._ways.setCurrentWidget(self._editor)
            self._editor.begin(chosen.body)

    def _lay_out(self, body: str) -> None:
        seat, shop, like = self._current(), self._shop, self._typed
        if seat is None or shop is None or like is None:
            return

        def laid(worded: "Worded") -> None:
            if self._typed is not None:
                self._typed = worded.suggestion
                self._desk.write(worded.suggestion.lines, like.asks, _ending(worded.suggestion))
                words = _n(
                    "{n} letter goes on a line.", "{n} letters go on a line.", worded.room[0]
                )
                self._editor.tell((words.format(n=worded.room[0]), *worded.hints))

        row = seat.row
        self.jobs.read(lambda: self._errands.word(row, shop, like, body), laid, self.trouble)

    def _keep_words(self) -> None:
        seat, shop, like = self._current(), self._shop, self._typed
        if seat is None or shop is None or like is None:
            return
        row, body = seat.row, self._editor.words

        def keep() -> None:
            worded = self._errands.word(row, shop, like, body)
            self._errands.keep_words(row.customer, worded.suggestion)

        def kept(_answer: object) -> None:
            self._leave_words()
            self._choice[row.customer] = 0
            self._read_words(row)
            name = one_line(row.name)
            self.said.emit(_("Your words for {name} are kept.").format(name=name), take_back)

        def take_back() -> None:
            self._write(
                lambda: self._errands.forget_words(row.customer), lambda _: self._read_words(row)
            )

        self._write(keep, kept)

    def _leave_words(self) -> None:
        if self._typed is None:
            return
        self._typed = None
        self._ways.setCurrentWidget(self._offer)
        self._offer.setFocus()
        seat = self._current()
        if seat is not None:
            self._words_chosen(self._choice.get(seat.row.customer, 0))

    def _ask_why_true(self) -> None:
        seat = self._current()
        chosen = self._suggestion(seat.row) if seat else None
        if seat is None or chosen is None:
            return
        customer = seat.row.customer

        def show(reasons: "list[Reason]") -> None:
            dialog = WhyTrueDialog(chosen.body or chosen.text, reasons, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

        self.jobs.read(lambda: self._errands.why_true(customer, chosen), show, self.trouble)

    def _lay(self, paper: Paper) -> None:
        self._desk.lay(paper.pdf, paper.face)

    # What the owner does

    def _current(self) -> Seat | None:
        rows = self._people.selectionModel().selectedRows()
        return self.seats[rows[0].row()] if rows else None

    def _place(self) -> int:
        return self._people.selectionModel().selectedRows()[0].row()

    def _go(self, place: int) -> None:
        if self.seats:
            self._people.setCurrentIndex(self._seats.index(min(place, len(self.seats) - 1)))

    def _step(self, by: int) -> None:
        if self._current():
            self._go(max(0, self._place() + by))

    def _picked(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.picked and not seat.posted]

    def _printed(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.code and not seat.posted]

    def _suggestion(self, row: Row) -> Suggestion | None:
        known = self._words.get(row.customer, ())
        number = self._choice.get(row.customer, 0)
        return known[number] if number < len(known) else None

    def _pick(self) -> None:
        seat = self._current()
        if seat and seat.row.channel is Channel.CARD and not seat.posted:
            self._seats.put(self._place(), replace(seat, picked=not seat.picked))
            self._tell()

    def _ask_why(self) -> None:
        if self._current() is not None and self._plan is not None:
            menu = SkipMenu(self)
            menu.chosen.connect(self._skip)
            rect = self._people.visualRect(self._people.currentIndex())
            menu.popup(self._people.viewport().mapToGlobal(rect.bottomLeft()))

    def _skip(self, why: Skipped) -> None:
        seat = self._current()
        if seat is None or self._plan is None:
            return
        row, place = seat.row, self._place()
        done: list[Skipping] = []

        def skipped(skipping: "Skipping") -> None:
            done.append(skipping)
            self._seats.take(place)
            self._go(place)
            self._tell()
            self.said.emit(what_follows(why, one_line(row.name)), take_back)

        def take_back() -> None:
            self._write(lambda: self._errands.unskip(done[-1]), back)

        def back(_answer: object) -> None:
            self._seats.insert(min(place, len(self.seats)), seat)
            self._go(place)
            self._tell()

        self._write(lambda: self._errands.skip(row.customer, why, row.lane), skipped)

    def _swap(self) -> None:
        seat = self._current()
        if seat is None or self._plan is None:
            return
        before, customer, place = self._plan, seat.row.customer, self._place()

        def swapped(plan: DayPlan) -> None:
            self._show_plan(plan, lambda _row: "")
            self._go(place)
            words = _("{name} made room for somebody else.").format(name=one_line(seat.row.name))
            self.said.emit(words, take_back)

        def take_back() -> None:
            self._write(lambda: self._errands.unswap(customer), back)

        def back(_answer: object) -> None:
            self._show_plan(before, lambda _row: "")
            self._go(place)

        self._write(lambda: self._errands.swap(before, customer), swapped)

    def _ask_where(self) -> None:
        count = len(self._picked())
        if not count or self._plan is None:
            return
        place = free_name(self._folder(), f"cards-{self._plan.day.isoformat()}")
        words = _n("Print {n} card", "Print {n} cards", count).format(n=count)
        dialog = SaveCardsDialog(words, place, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._make)
        dialog.open()

    def _make(self, place: Path, is_opened: bool) -> None:
        rows = [(seat.row, self._suggestion(seat.row)) for seat in self._picked()]
        shop = self._shop or Shop()

        def made(answer: Made) -> None:
            self._cards_made(answer)
            if is_opened:
                for file in (answer.cards, answer.crib):
                    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

        self.jobs.write(
            lambda progress: self._errands.make(rows, shop, place, progress),
            made,
            self.trouble,
            _("Drawing cards"),
            is_told=False,
        )

    def _cards_made(self, made: Made) -> None:
        self.banner.hide()
        for place, seat in enumerate(self.seats):
            if seat.row.customer in made.codes:
                self._seats.put(place, replace(seat, code=made.codes[seat.row.customer]))
        self._tell()
        self.kept_folder.emit(str(made.cards.parent))
        words = _n(
            "{n} card is in {file}. Press D when it is written and posted.",
            "{n} cards are in {file}. Press D when they are written and posted.",
            len(made.codes),
        )
        self.said.emit(words.format(n=len(made.codes), file=made.cards.name), None)

    def _mark_sent(self) -> None:
        codes = [seat.code for seat in self._printed()]
        if not codes:
            return

        def marked(count: int) -> None:
            self._set_posted(codes, True)
            words = _n("{n} card written and posted.", "{n} cards written and posted.", count)
            self.said.emit(words.format(n=count), take_back)

        def take_back() -> None:
            self._write(
                lambda: self._errands.unmark_sent(codes),
                lambda _answer: self._set_posted(codes, False),
            )

        self._write(lambda: self._errands.mark_sent(codes), marked)

    def _set_posted(self, codes: Sequence[str], posted: bool) -> None:
        for place, seat in enumerate(self.seats):
            if seat.code in codes:
                self._seats.put(place, replace(seat, posted=posted, picked=not posted))
        self._tell()

    def _load_sample(self) -> None:
        self.jobs.write(
            self._errands.load_sample,
            lambda _answer: self.said.emit(_("Welcome to Harbour Street Pottery."), None),
            self.trouble,
            _("Unpacking the sample shop"),
        )

    def _write(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self.jobs.write(lambda _progress: work(), then, self.trouble, is_told=False)


def tone_words() -> dict[str, str]:
    """Return the tones and what they are called."""
    return {"warm": _("warm"), "plain": _("plain"), "playful": _("playful")}


def length_words() -> dict[str, str]:
    """Return the lengths and what they are called."""
    return {"short": _("short"), "long": _("longer")}


def _after(now: str, choices: dict[str, str]) -> str:
    """Return what one key goes on to: any, then each in turn."""
    cycle = ["", *choices]
    return cycle[(cycle.index(now) + 1) % len(cycle)]


def _ending(suggestion: Suggestion) -> int:
    """Return how many of the last lines are the close and who signs."""
    return max(0, len(suggestion.text.split("\n")) - 2)


def proof(suggestion: Suggestion) -> str:
    """Return what proves the words, and what only the owner can know."""
    stated = [fact for fact in suggestion.facts if fact.id in suggestion.states and fact.rows]
    count = len({row for fact in stated for row in fact.rows})
    said = [plain_name(fact.value) for fact in stated if fact.value]
    lines = []
    if said:
        words = _n("Proved by {n} purchase: {facts}.", "Proved by {n} purchases: {facts}.", count)
        lines.append(words.format(n=count, facts=", ".join(said)))
    elif count:
        words = _n("Proved by {n} purchase.", "Proved by {n} purchases.", count)
        lines.append(words.format(n=count))
    if suggestion.asks:
        lines.append(_("Only you know: {question}").format(question=suggestion.asks))
    return "  ".join(lines)
