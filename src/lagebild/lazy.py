"""Properties that are worked out once, when they are first asked for."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801 (used as a decorator)
    """A property whose value becomes a plain attribute of the object, also of a frozen one.

    `functools.cached_property` asks for the object's `__dict__`, and after that Python 3.11 looks
    up every attribute of the object, fields too, four times as slowly.
    """

    def __init__(self, ask: Callable[[Any], Value]) -> None:
        self._ask = ask
        self.__doc__ = ask.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, holder: None, owner: type) -> Self: ...
    @overload
    def __get__(self, holder: object, owner: type) -> Value: ...
    def __get__(self, holder: object | None, owner: type) -> Self | Value:
        if holder is None:
            return self
        value = self._ask(holder)
        object.__setattr__(holder, self._name, value)
        return value
