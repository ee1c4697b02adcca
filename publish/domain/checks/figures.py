"""Rules for figures: who cannot see one is told what it shows."""

from collections.abc import Iterator

from publish.domain.checks.finding import Finding, Subject

# Characters of an alternative text. Less is a name, not a description; more is read
# out for over a minute (about 15 characters a second) and belongs in the chapter.
LEAST_ALT = 40
MOST_ALT = 900


def described(subject: Subject) -> Iterator[Finding]:
    """Refuse an alternative text that is missing, too short or too long."""
    for edition in subject.editions.values():
        for figure in edition.figures.values():
            length = len(figure.alt.strip())
            if length < LEAST_ALT:
                message = f"alt of {length} characters, under {LEAST_ALT}"
                hint = "say in words what the figure shows"
            elif length > MOST_ALT:
                message = f"alt of {length} characters, over {MOST_ALT}"
                hint = "say the gist; the chapter has the rest"
            else:
                continue
            yield Finding("error", f"{message} ({edition.language})", figure.at, hint)
