"""Speeches: who says, demands, doubts what, found by weights learnt from parliamentary debates."""

from lagebild.recognise.quotes.speech.find import find_in_speech
from lagebild.recognise.quotes.speech.genre import is_speech

__all__ = ["find_in_speech", "is_speech"]
