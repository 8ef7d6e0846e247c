"""A model of units that change from «not done» to «done» and back, quarter by quarter, and its simulated future.

For group g and quarter t, each unit not yet done is done by the end of the quarter with the hazard

    h(g, t) = 1 − exp(−exp(level(t) + noise(t) + push · nearness(t)) · pace(g))

level   moves from quarter to quarter like a random walk with a fading drift, since programmes gather speed and lose it
noise   of one quarter only: units move in batches
push    of a deadline, where there is one: nearness grows evenly from 0 to 1 over the last quarters before it and stays 1;
        how strong it is and how early it begins is unknown until the quarters near the deadline are seen
pace    of the group against all, with the prior Gamma(4, 4): small groups are drawn towards the common pace

and each unit that is done lapses with a probability of its group, drawn towards that of all (a Beta prior). The level is
filtered from the history by particles (Gordon, Salmond, Smith 1993), each led to where the counts of a quarter want it
(Doucet, Godsill, Andrieu 2000): thousands of units say so sharply that of particles sent out at random one alone would be
left, and the answer a throw of the dice. The pace is kept with them as a conjugate posterior (Storvik 2002), whole and not as
its mean; with hazard r of a quarter, n units of which y were done are as likely as r^y · exp(−r · (n − y/2)), to one part in
a hundred for each of the y where r is 0,5. The future is run on from each particle. Discrete-time hazards with a complementary
log-log link are those of Prentice and Gloeckler (1978). The seed is fixed: the same history gives the same answer, and another
seed nearly the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from base.period import Period
from indicators.forecasts.history import Counts, Moves

Numbers = npt.NDArray[np.float64]

PATHS = 2000
SEED = 9001
# Prior of a quarter's hazard: one in twelve, from one in eighty to one in two; of its change from quarter to quarter.
_LEVEL, _LEVEL_WIDTH = np.log(1 / 12), 1.0
# How much a quarter's level, noise and drift may be; the drift fades. Walk and noise are known to a factor (SPREAD) only.
_WALK, _NOISE, _DRIFT, _DAMPED = 0.1, 0.25, 0.03, 0.9
_SPREAD = 0.8
# The push of a deadline on the logarithm of the rate, and how many quarters before it begins.
_PUSH, _EARLIEST, _LATEST = 2.0, 10, 3
_PACE = 4.0
_LAPSE_WEIGHT = 20.0
# How far Newton's steps go, and how much wider than the curve at the peak to look around it.
_STEPS, _WIDER = 2, 1.2
# A hazard beyond this is certain; beyond that below it is never.
_LOWEST, _HIGHEST = -8.0, 2.5


@dataclass(frozen=True, slots=True)
class History:
    """The transitions quarter by quarter and group by group; the units of each group that are not done, and done, at its end;
    `until`: quarters from the end of each row to the deadline, infinite without one.
    """

    moves: Moves
    left: Counts
    done: Counts
    until: Numbers


@dataclass(frozen=True, slots=True)
class Future:
    """Simulated paths. `left` are units not done by quarter, group and path; `finished` the quarter, from 1, by whose end a
    path had none left for the first time, 0 where it never has; `group_finished` the same by group and path; `last`: the
    share of finished paths on which a group was the last to have units left.
    """

    left: Counts
    finished: Counts
    group_finished: Counts
    last: tuple[float, ...]

    def span(self, coming: Sequence[Period], low: float, high: float, group: int | None = None) -> tuple[Period | None, ...]:
        """The quarters by whose end a share of `low`, one half and `high` of the paths have finished; None: beyond."""
        finished = np.sort(np.where(self._finished(group) == 0, len(coming) + 1, self._finished(group)))
        at = [finished[_place(share, len(finished))] for share in (low, 0.5, high)]
        return tuple(coming[quarter - 1] if quarter <= len(coming) else None for quarter in at)

    def course(self, low: float, high: float) -> list[tuple[int, int, int]]:
        """Units left quarter by quarter: lower end, median, upper end."""
        total = np.sort(self.left.sum(axis=1), axis=1)
        places = [_place(share, total.shape[1]) for share in (low, 0.5, high)]
        return [(int(row[places[0]]), int(row[places[1]]), int(row[places[2]])) for row in total]

    def in_time(self, quarters: int | None, group: int | None = None) -> float | None:
        """The share of paths that have finished by the end of so many quarters."""
        finished = self._finished(group)
        return None if quarters is None else float(((finished > 0) & (finished <= quarters)).mean())

    def late(self, group: int, quarters: int, left: int) -> float:
        """How probably one of the units of a group that are left now is left after so many quarters."""
        return min(float(self.left[quarters - 1, group].mean()) / left, 1.0) if left else 1.0

    def _finished(self, group: int | None) -> Counts:
        return self.finished if group is None else self.group_finished[group]


def history_of(moves: Moves, left: Counts, done: Counts, until: float = np.inf) -> History:
    """The counts as the model takes them; `until`: quarters from the end of the last one to the deadline."""
    before = until + np.arange(len(moves.waiting) - 1, -1, -1, dtype=float)
    return History(moves, left, done, before)


def run_on(history: History, quarters: int, *, paths: int = PATHS, seed: int = SEED) -> Future:
    """The future of a history, `quarters` long."""
    chance = np.random.default_rng(seed)
    particles = _filtered(history, paths, chance)
    return _simulated(history, particles, quarters, chance)


@dataclass(slots=True)
class _Particles:
    level: Numbers
    drift: Numbers
    push: Numbers
    window: Numbers
    walk: Numbers
    noise: Numbers
    exposure: Numbers  # by group and particle: what would have been gained at the common pace
    gained: Counts


def _filtered(history: History, paths: int, chance: np.random.Generator) -> _Particles:
    groups = history.moves.waiting.shape[1]
    particles = _Particles(
        np.full(paths, _LEVEL),
        chance.normal(0, _DRIFT, paths),
        np.abs(chance.normal(0, _PUSH, paths)),
        chance.uniform(_LATEST, _EARLIEST, paths),
        _WALK * np.exp(chance.normal(0, _SPREAD, paths)),
        _NOISE * np.exp(chance.normal(0, _SPREAD, paths)),
        np.zeros((groups, paths)),
        np.zeros((groups, 1), np.int64),
    )
    # Where the level begins is as open as its prior, so the first quarter may take it far.
    unknown, logs = _LEVEL_WIDTH, np.zeros(paths)
    counts = (moved[:, :, None] for moved in (history.moves.waiting, history.moves.gained))
    for waiting, gained, until in zip(*counts, history.until, strict=True):
        logs += _guided(particles, unknown, waiting, gained, until, chance)
        unknown = 0.0
        if _worth(logs) < paths / 2:
            _resample(particles, logs, until < _EARLIEST, chance)
            logs = np.zeros(paths)
    particles.level += unknown * chance.standard_normal(paths)
    _resample(particles, logs, bool((history.until < _EARLIEST).any()), chance)
    return particles


def _worth(logs: Numbers) -> float:
    """How many particles of one weight these are worth."""
    weights = np.exp(logs - logs.max())
    return float(weights.sum() ** 2 / (weights**2).sum())


def _guided(
    particles: _Particles, unknown: float, waiting: Counts, gained: Counts, until: float, chance: np.random.Generator
) -> Numbers:
    """Moves particles on by a quarter to where its counts want them; gives the logarithms of their weights, which make up for
    the guidance, but for what is the same for all. `unknown`: how open the level was before, beside the walk of the quarter.
    """
    drifted = particles.level + particles.drift
    particles.drift *= _DAMPED
    meant = drifted + particles.push * _nearness(particles, until)
    walk = particles.walk**2 + unknown**2
    variance = walk + particles.noise**2
    counts = _Counted(waiting - gained / 2, gained, (_PACE + particles.gained).astype(float), _PACE + particles.exposure)
    peak, bend = counts.peak(meant, variance)
    chosen = chance.standard_normal(len(peak))
    found = np.clip(peak + _WIDER / np.sqrt(bend) * chosen, _LOWEST, _HIGHEST)
    exposure = counts.exposure(found)
    step = found - meant
    logs: Numbers = counts.likelihood(found, exposure) + (chosen**2 - step**2 / variance - np.log(bend * variance)) / 2
    # Of the step so found, the level keeps what is not noise of this quarter alone.
    share = walk / variance
    kept = np.sqrt(walk * (1 - share)) * chance.standard_normal(len(peak))
    particles.level = np.clip(drifted + share * step + kept, _LOWEST, _HIGHEST)
    particles.exposure += exposure
    particles.gained += gained
    return logs


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quarter's counts by group, beside the paces before it: Gamma(`shape`, `rate`), by group and particle."""

    exposed: Numbers
    gained: Counts
    shape: Numbers
    rate: Numbers

    def likelihood(self, level: Numbers, exposure: Numbers) -> Numbers:
        """The logarithm of how probable the counts are at a level, whatever the paces; but for what is the same for all."""
        told = self.shape * np.log(self.rate) - (self.shape + self.gained) * np.log(self.rate + exposure)
        logs: Numbers = told.sum(axis=0) + self.gained.sum() * level
        return logs

    def peak(self, meant: Numbers, variance: Numbers) -> tuple[Numbers, Numbers]:
        """Where the level of the quarter most probably is, and how sharply its density bends there: by Newton's steps, which
        are safe since the logarithm of the density is concave.
        """
        at = meant
        for _ in range(_STEPS):
            exposure = self.exposure(at)
            share = exposure / (self.rate + exposure)
            pulled = (self.shape + self.gained) * share
            bend = (pulled * (1 - share)).sum(axis=0) + 1 / variance
            at = at + np.clip((self.gained.sum() - pulled.sum(axis=0) - (at - meant) / variance) / bend, -1, 1)
        return at, bend

    def exposure(self, level: Numbers) -> Numbers:
        """What would be gained at the common pace at a level of the quarter, by group and particle."""
        return self.exposed * np.exp(np.clip(level, _LOWEST, _HIGHEST))


def _next_rate(particles: _Particles, until: float, chance: np.random.Generator) -> Numbers:
    """Moves the level on by a quarter of which nothing is known and gives the rate of that quarter, whose end is so far from
    the deadline.
    """
    paths = len(particles.level)
    particles.level += particles.drift + particles.walk * chance.standard_normal(paths)
    particles.drift *= _DAMPED
    np.clip(particles.level, _LOWEST, _HIGHEST, particles.level)
    noise = particles.noise * chance.standard_normal(paths)
    pushed = particles.push * _nearness(particles, until)
    rates: Numbers = np.exp(np.clip(particles.level + noise + pushed, _LOWEST, _HIGHEST))
    return rates


def _nearness(particles: _Particles, until: float) -> Numbers:
    """How near the deadline is to each particle, from 0 to 1."""
    near: Numbers = np.clip(1 - until / particles.window, 0, 1)
    return near


def _resample(particles: _Particles, logs: Numbers, near: bool, chance: np.random.Generator) -> None:
    """Systematic resampling; what a particle holds for good is shaken a little, so that it does not die out. Of the push of a
    deadline that is not `near` nothing has been seen, so all that it may be is kept.
    """
    paths = len(logs)
    weights = np.exp(logs - logs.max())
    places = (chance.random() + np.arange(paths)) / paths
    kept = np.minimum(np.searchsorted(np.cumsum(weights / weights.sum()), places), paths - 1)
    shaken = chance.normal(0, 0.05, (3, paths))
    particles.level, particles.drift = particles.level[kept], particles.drift[kept]
    particles.walk, particles.noise = particles.walk[kept] * np.exp(shaken[0]), particles.noise[kept] * np.exp(shaken[1])
    particles.exposure = particles.exposure[:, kept]
    if near:
        particles.push, particles.window = particles.push[kept] * np.exp(shaken[2]), particles.window[kept]


def _simulated(history: History, particles: _Particles, quarters: int, chance: np.random.Generator) -> Future:
    groups, paths = particles.exposure.shape
    pace = chance.gamma(_PACE + particles.gained, 1 / (_PACE + particles.exposure))
    lapse = _lapse(history, paths, chance)
    left, done = (np.repeat(counts[:, None], paths, axis=1) for counts in (history.left, history.done))
    finished, group_finished = np.zeros(paths, np.int64), np.zeros((groups, paths), np.int64)
    last = np.zeros(groups)
    until = float(history.until[-1]) if len(history.until) else np.inf
    course = []
    for quarter in range(1, quarters + 1):
        rate = _next_rate(particles, until - quarter, chance)
        before = left > 0
        gained = chance.binomial(left, -np.expm1(-rate * pace))
        lapsed = chance.binomial(done, lapse)
        left, done = left - gained + lapsed, done + gained - lapsed
        now = (left.sum(axis=0) == 0) & (finished == 0)
        finished[now] = quarter
        group_finished[(left == 0) & (group_finished == 0)] = quarter
        last += before[:, now].sum(axis=1)
        course.append(left)
    ended = max(int((finished > 0).sum()), 1)
    return Future(np.array(course), finished, group_finished, tuple(float(share) for share in last / ended))


def _lapse(history: History, paths: int, chance: np.random.Generator) -> Numbers:
    standing, lapsed = history.moves.standing.sum(axis=0), history.moves.lapsed.sum(axis=0)
    common = (lapsed.sum() + 0.1) / (standing.sum() + 100)
    first, second = lapsed + _LAPSE_WEIGHT * common, standing - lapsed + _LAPSE_WEIGHT * (1 - common)
    return chance.beta(first[:, None], second[:, None], (len(first), paths))


def _place(share: float, paths: int) -> int:
    return min(max(round(share * paths) - 1, 0), paths - 1)
