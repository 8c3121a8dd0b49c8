"""Questions in plain German or English, answered by rows of the store and nothing else.

The way: words of the question -> what is asked (`understand`) -> rows with evidence (`answer`) ->
sentences (`say`). A question with a word that has no meaning here is not answered at all.
"""

from lagebild.ask.answer import Answer, ask
from lagebild.ask.understand import Asked, NotUnderstood

__all__ = ["Answer", "Asked", "NotUnderstood", "ask"]
