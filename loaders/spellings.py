"""The names of a register, looked up by key: exact, within a parent, without diacritics, and near ones to choose from."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from loaders.folding import unmarked
from loaders.names import divided, squeezed, unit_key, unit_keys, without_kind

Ids = tuple[str, ...]
_HIGHEST = 8  # levels above a unit; a register that names itself as its parent must not hang the load
_COMPARED = 40
_CUTOFF = 0.6
_OFFICES_OF = ("ubnd", "uybannhandan")


class Spellings:
    """Every name of a register (unit by unit, one a row) under its keys; built when the first name is asked for."""

    def __init__(self, ids: Sequence[str], names: Sequence[str], parents: Mapping[str, Collection[str]]) -> None:
        self._ids = ids
        self._keys = unit_keys(names)
        self._parents = parents
        self._by_key = _grouped(map(squeezed, self._keys), ids)
        self._known_over: dict[str, Ids | None] = {}

    def exact(self, key: str) -> Ids:
        """The units that have this key, in the order of the register."""
        return self._by_key.get(squeezed(key), ())

    def inside(self, ids: Iterable[str], above: Collection[str] | None) -> Ids:
        """Those that stand below one of the units `above`, at whatever depth; all of them where nothing is known above."""
        return tuple(ids) if above is None else tuple(unit_id for unit_id in ids if self._is_inside(unit_id, above))

    def over(self, written: str) -> Ids | None:
        """The units that the name of a parent may mean («H. Cư M'gar», «Cư M'gar, tỉnh Đắk Lắk»); None where it is unknown."""
        if written not in self._known_over:
            self._known_over[written] = None  # a name that contains itself ends here
            self._known_over[written] = self._over(written)
        return self._known_over[written]

    def within(self, name: str, above: Ids | None) -> Ids:
        """The units that a name means which tells its parent too, or leaves out what its parent tells."""
        for head, tail in divided(name):
            tops = self.over(tail)
            found = self.inside(self.exact(head) + self._by_head.get(squeezed(head), ()), tops) if tops else ()
            if inside := self.inside(dict.fromkeys(found), above):
                return inside
        return self.inside(self._by_head.get(squeezed(unit_key(name)), ()), above) if above else ()

    def loosely(self, name: str, above: Ids | None) -> Ids:
        """The units that a name may mean in which diacritics are missing, or, below a known parent, the kind of territory."""
        key = squeezed(unit_key(name))
        plain = unmarked(key)
        for office in _OFFICES_OF:
            if plain.startswith(office):
                key, plain = key[len(office) :], plain[len(office) :]
        found = self.inside(self._by_bare.get(plain, ()), above)
        if above and not found:
            return self.inside(self._by_short.get(key, ()), above)
        return found if all(any(_lacks_marks(key, full) for full in self._keys_of[unit_id]) for unit_id in found) else ()

    def near(self, name: str, above: Ids | None, most: int = 6) -> list[str]:
        """Units whose names resemble this one, best first: below the parent where it is known, else anywhere."""
        key = unit_key(divided(name)[-1][0] if divided(name) else name)
        short, shared = unmarked(without_kind(key)), Counter[int]()
        for pair in _pairs(short):
            shared.update(self._by_pair.get(pair, ()))
        alike: dict[str, float] = {}
        for row in self._closest(shared, above) or self._closest(shared, None):
            score = _likeness(key, short, self._keys[row])
            alike[self._ids[row]] = max(score, alike.get(self._ids[row], 0.0))
        ranked = sorted(alike, key=lambda unit_id: (-alike[unit_id], unit_id))
        return [unit_id for unit_id in ranked if alike[unit_id] >= _CUTOFF][:most]

    def _closest(self, shared: Counter[int], above: Ids | None) -> list[int]:
        ranked = (row for row, _ in shared.most_common() if above is None or self._is_inside(self._ids[row], above))
        return [row for row, _ in zip(ranked, range(_COMPARED), strict=False)]

    def _over(self, written: str) -> Ids | None:
        if written in self._parents:
            return (written,)
        key = unit_key(written)
        if found := self.exact(key):
            return found
        for head, tail in divided(written):
            if found := self.inside(self.exact(head), self.over(tail)):
                return found
        return self._by_short.get(squeezed(key)) or None

    def _is_inside(self, unit_id: str, above: Collection[str]) -> bool:
        level: set[str] = {unit_id}
        for _ in range(_HIGHEST):
            level = {parent for one in level for parent in self._parents.get(one, ())}
            if not level or not level.isdisjoint(above):
                return bool(level)
        return False

    @cached_property
    def _keys_of(self) -> dict[str, list[str]]:
        known = defaultdict(list)
        for unit_id, key in zip(self._ids, self._keys, strict=True):
            known[unit_id].append(squeezed(key))
        return known

    @cached_property
    def _by_head(self) -> dict[str, Ids]:
        """«phòng kinh tế» for «Phòng Kinh tế huyện Cư M'gar», where that district is its parent."""
        heads: dict[str, dict[str, None]] = defaultdict(dict)
        for unit_id, keys in self._keys_of.items():
            tails = {tail for parent in self._parents.get(unit_id, ()) for tail in self._keys_of.get(parent, ())}
            for key in keys:
                for tail in tails:
                    if key.endswith(tail) and len(key) > len(tail):
                        heads[key[: -len(tail)]][unit_id] = None
        return {head: tuple(ids) for head, ids in heads.items()}

    @cached_property
    def _by_short(self) -> dict[str, Ids]:
        return _grouped((squeezed(without_kind(key)) for key in self._keys), self._ids)

    @cached_property
    def _by_bare(self) -> dict[str, Ids]:
        return _grouped(unmarked("\n".join(map(squeezed, self._keys))).split("\n"), self._ids)

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, key in enumerate(self._keys):
            for pair in _pairs(unmarked(without_kind(key))):
                rows[pair].append(row)
        return rows


def _grouped(keys: Iterable[str], ids: Sequence[str]) -> dict[str, Ids]:
    """Each key with the units that have it, in their order and each once."""
    first: dict[str, Ids] = {}
    for key, unit_id in zip(keys, ids, strict=True):
        known = first.get(key)
        if known is None:
            first[key] = (unit_id,)
        elif unit_id not in known:
            first[key] = (*known, unit_id)
    return first


def _pairs(text: str) -> set[str]:
    plain = squeezed(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)} or {plain}


def _likeness(key: str, short: str, other: str) -> float:
    """From 0 to 1.2: letters without diacritics count most, then the same diacritics, then the same kind of territory."""
    plain = SequenceMatcher(None, short, unmarked(without_kind(other))).ratio()
    same_kind = key.removesuffix(without_kind(key)) == other.removesuffix(without_kind(other))
    return plain + 0.1 * SequenceMatcher(None, key, other).ratio() + 0.1 * same_kind


def _lacks_marks(written: str, full: str) -> bool:
    """Whether each letter is the same with the same marks, or with fewer: «Ea Kueh» for «Ea Kuêh», never «Thành» for «Thạnh»."""
    if len(written) != len(full):
        return False
    for one, other in zip(written, full, strict=True):
        first, second = (unicodedata.normalize("NFD", letter.replace("đ", "d\u0335")) for letter in (one, other))
        if first[0] != second[0] or not set(first[1:]) <= set(second[1:]):
            return False
    return True
