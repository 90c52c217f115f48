"""Drives the real program from outside, as a screen reader does; runs on the system's Python.

Usage: robot.py FOLDER PROGRAM ARGUMENT...   It shares no code and no process with the program.
"""

import subprocess
import sys
import time

import pyatspi

PATIENCE_S = 40


def wait(look, what):
    """Return the first thing `look` finds."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            found = look()
        except Exception:  # noqa: BLE001 - things vanish from the bus while they are looked at
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise SystemExit(f"robot: waited in vain for {what}")


def walk(node):
    """Yield everything below a node that is shown."""
    yield node
    for child in node:
        if child and child.getState().contains(pyatspi.STATE_SHOWING):
            yield from walk(child)


def find(app, role, name, among=walk):
    """Return what has this role and holds this name."""
    return wait(
        lambda: next(n for n in among(app) if n.getRoleName() == role and name in n.name),
        f"{role} {name!r}",
    )


def press(node, what="Press"):
    """Do an action by its name."""
    actions = node.queryAction()
    actions.doAction([actions.getName(i) for i in range(actions.nActions)].index(what))


def rows_of(app, name):
    """Return the rows of a list, each as the sentence it says."""
    people = find(app, "list", name)
    return wait(lambda: [row.name for row in people if row], f"rows of {name!r}")


def story(app, folder):
    """Pick five, print them to a file, mark them posted, and take that back."""
    rows = rows_of(app, "People to thank today")
    picked = [row for row in rows if row.endswith(", picked.")]
    say(f"picked {len(picked)}")
    wait(lambda: "," in find(app, "filler", "Card preview").description, "words on the card")
    press(find(app, "push button", "Print 5 cards"))
    field = find(app, "text", "Cards file")
    field.queryEditableText().setTextContents(f"{folder}/cards.pdf")
    press(find(app, "push button", "Save cards"))
    find(app, "label", "5 cards are in cards.pdf")
    say(f"printed {count(app, 'Printed, picked.')}")
    press(find(app, "push button", "Written and posted"))
    find(app, "label", "5 cards written and posted")
    say(f"posted {count(app, 'Posted, not picked.')}")
    press(find(app, "push button", "Undo"))
    wait(lambda: count(app, "Printed, picked.") == 5, "the cards to be unposted")
    say(f"undone {count(app, 'Printed, picked.')}")
    controls = ("push button", "text", "check box", "list", "combo box")
    nameless = [n for n in walk(app) if n.getRoleName() in controls and not n.name]
    say(f"nameless {len(nameless)}")


def count(app, ending):
    """Return how many people's rows end like this."""
    return sum(row.endswith(ending) for row in rows_of(app, "People to thank today"))


def say(words):
    """Tell the test."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main():
    """Start the program, go through the story, and stop it."""
    folder, program = sys.argv[1], sys.argv[2:]
    process = subprocess.Popen(program)
    try:
        desk = pyatspi.Registry.getDesktop(0)
        app = wait(lambda: next(a for a in desk if a and a.name == "Notecard"), "the program")
        story(app, folder)
    finally:
        process.terminate()
        process.wait(10)


main()
