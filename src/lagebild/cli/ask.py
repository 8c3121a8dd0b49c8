"""lagebild ask"""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from lagebild.cli.options import StoreDefault, StoreOption

if TYPE_CHECKING:
    from lagebild.ask import Answer

SHOWN = 15


def ask(
    question: Annotated[str, Parameter(name="QUESTION", help="In plain German or English.")],
    *,
    store: StoreOption = StoreDefault,
    format: Annotated[
        Literal["text", "json"], Parameter(name=["--format", "-f"], help="How it is answered.")
    ] = "text",
) -> int:
    """Answer a question from the stored evidence, and say how it was understood.

    Exit code 1: not understood; questions that would be are offered.
    """
    from lagebild.ask import NotUnderstood
    from lagebild.ask import ask as answer_question
    from lagebild.store import Store

    with Store(store) as opened:
        answer = answer_question(opened, question)
    if format == "json":
        print_json(answer)
    else:
        print_text(answer)
    return 1 if isinstance(answer.asked, NotUnderstood) else 0


def print_text(answer: "Answer") -> None:
    """The understanding, the short answer, and each row's evidence with its article."""
    from lagebild.ask import NotUnderstood
    from lagebild.ask.say import headline, nearest, phrases, understanding
    from lagebild.show.plain import harmless

    asked = answer.asked
    text = phrases(asked.language)
    if isinstance(asked, NotUnderstood):
        print(harmless(headline(answer)))
        print(text["instead"])
        for example in nearest(answer.question, asked.language):
            print(f"  {example}")
        return
    print(f"{text['understood']}: {harmless(understanding(asked))}")
    print(harmless(headline(answer)))
    for row in answer.rows[:SHOWN]:
        evidence = row["evidence"][0] if row["evidence"] else None
        day = row.get("date") or row.get("article_published") or row.get("since") or ""
        if evidence:
            words = " ".join(evidence["text"].split())
            print(harmless(f"  {day or '–':<12} {words} [{evidence['article']}]"))
    rest = len(answer.rows) + answer.more - SHOWN
    if rest > 0:
        print(f"  … +{rest}")


def print_json(answer: "Answer") -> None:
    """The same as one JSON object."""
    import msgspec

    from lagebild.ask import NotUnderstood
    from lagebild.ask.say import headline, nearest, understanding

    asked = answer.asked
    lost = isinstance(asked, NotUnderstood)
    record = {
        "question": answer.question,
        "understood": None if isinstance(asked, NotUnderstood) else understanding(asked),
        "answer": headline(answer),
        "values": answer.values,
        "table": answer.table,
        "rows": answer.rows,
        "more": answer.more,
        "nearest": nearest(answer.question, asked.language) if lost else [],
    }
    sys.stdout.write(msgspec.json.encode(record).decode() + "\n")
