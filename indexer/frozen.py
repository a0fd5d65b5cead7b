"""`@dataclass(frozen=True, slots=True)` without its price at import.

The standard library's decorator writes six methods a class as source text and compiles them, 0.4 ms each time, after an
import of 6 ms: together as much as a whole search. This one hangs up closures. What comes out is as good: equal by type
and fields, hashable, matched by position; `dataclasses.replace`, `asdict` and `fields` take it, and so does msgspec; a
type checker sees nothing but a dataclass. Fields with a factory, fields by inheritance and every other option are the
standard library's: take that one where a class needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """The decorator. Both arguments are there for the reader, and true."""
        assert (frozen, slots) == (True, True), "what isn't both is a dataclass of the standard library"
        return _made


T = TypeVar("T")


def replace(record: T, /, **changes: object) -> T:
    """What `dataclasses.replace` does, for a record of a class made here, in a third of the time. Raises TypeError for
    a field that there isn't."""
    made: Any = record  # `_methods` has given it the method
    changed: T = made.__replace__(**changes)
    return changed


def _made(cls: type) -> type:
    names = tuple(cls.__annotations__)
    own = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: own.pop(name) for name in names if name in own}
    assert list(defaults) == list(names[len(names) - len(defaults) :]), "fields with a default come last"
    made = type(cls.__name__, cls.__bases__, own | {"__slots__": names, "__match_args__": names})
    for name, method in _methods(made, names, defaults).items():
        if name not in own:
            setattr(made, name, method)
    return made


def _methods(made: type, names: tuple[str, ...], defaults: Mapping[str, object]) -> dict[str, object]:
    setters = tuple(vars(made)[name].__set__ for name in names)
    places = {name: place for place, name in enumerate(names)}
    values_of = _getter(names)
    required = len(names) - len(defaults)
    rest = tuple(defaults.values())
    known, given = set(names), set(defaults)

    def __init__(self: Any, *values: object, **named: object) -> None:
        if named or len(values) != len(names):
            if not named and required <= len(values) < len(names):
                values += rest[len(values) - required :]
            elif not values and named.keys() == known:
                values = tuple([named[name] for name in names])
            elif not values and named.keys() < known and given.issuperset(known.difference(named)):
                values = tuple([named[name] if name in named else defaults[name] for name in names])
            else:
                values = _arguments(made.__qualname__, names, defaults, values, named)
        for put, value in zip(setters, values):  # noqa: B905 (as many: this is where the time goes)
            put(self, value)

    def __replace__(self: Any, **changes: object) -> Any:
        values = list(values_of(self))
        for name, value in changes.items():
            if name not in places:
                raise TypeError(f"{made.__qualname__} has no {name}")
            values[places[name]] = value
        changed: Any = object.__new__(made)
        for put, value in zip(setters, values):  # noqa: B905
            put(changed, value)
        return changed

    def __eq__(self: Any, other: object) -> bool:
        return bool(values_of(self) == values_of(other)) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values_of(self))

    def __repr__(self: Any) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(names, values_of(self), strict=True))
        return f"{made.__qualname__}({shown})"

    def __reduce__(self: Any) -> tuple[type, tuple[object, ...]]:
        return made, values_of(self)

    return {
        "__init__": __init__,
        "__replace__": __replace__,
        "__eq__": __eq__,
        "__hash__": __hash__,
        "__repr__": __repr__,
        "__reduce__": __reduce__,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__dataclass_fields__": _Fields(names, defaults),
    }


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    """What reads these attributes."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda record: (getattr(record, names[0]),)) if names else (lambda record: ())


def _arguments(
    title: str,
    names: tuple[str, ...],
    defaults: Mapping[str, object],
    values: tuple[object, ...],
    named: Mapping[str, object],
) -> tuple[object, ...]:
    """The values of all fields, in order."""
    given = {**dict(zip(names, values, strict=False)), **named}
    if len(values) > len(names) or len(given) != len(values) + len(named) or not given.keys() <= set(names):
        raise TypeError(f"{title} takes {', '.join(names) or 'nothing'}, each once")
    given = {**defaults, **given}
    if len(given) != len(names):
        raise TypeError(f"{title} needs {', '.join(name for name in names if name not in given)}")
    return tuple([given[name] for name in names])


def _refuse(self: object, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


class _Fields:
    """`__dataclass_fields__`, which the functions of `dataclasses` look for: made when the first of them does."""

    def __init__(self, names: tuple[str, ...], defaults: Mapping[str, object]) -> None:
        self._names = names
        self._defaults = defaults

    def __get__(self, instance: object, owner: Any) -> Any:
        from dataclasses import field, make_dataclass

        kinds = owner.__annotations__
        found = [
            (name, kinds[name], field(default=self._defaults[name]) if name in self._defaults else field())
            for name in self._names
        ]
        owner.__dataclass_fields__ = vars(make_dataclass(owner.__name__, found))["__dataclass_fields__"]
        return owner.__dataclass_fields__
