"""Asking: a question in plain words, answered by rows with their evidence."""

from starlette.responses import Response

from lagebild.ask import NotUnderstood
from lagebild.ask import ask as answer_question
from lagebild.ask.say import headline, nearest, understanding
from lagebild.show.web.context import Context

SHOWN = 30


def ask(context: Context) -> Response:
    """The answer, what was understood, or questions that would be."""
    question = context.params.q or ""
    if not question.strip():
        examples = nearest("", context.language, most=12)
        return context.html("ask.html", question="", answer=None, examples=examples)
    answer = answer_question(context.store, question)
    lost = isinstance(answer.asked, NotUnderstood)
    return context.html(
        "ask.html",
        question=question,
        answer=answer,
        rows=answer.rows[:SHOWN],
        rest=max(len(answer.rows) + answer.more - SHOWN, 0),
        headline=headline(answer),
        understood=None if isinstance(answer.asked, NotUnderstood) else understanding(answer.asked),
        examples=nearest(question, answer.asked.language, most=5) if lost else (),
    )


VIEWS = (("/ask", ask),)
