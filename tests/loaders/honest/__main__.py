"""Prints how much of the honest corpus is read exactly: `python -m tests.loaders.honest [NAME]`."""

from __future__ import annotations

import sys

from tests.loaders.honest.corpus import corpus
from tests.loaders.honest.reading import compared


def main() -> int:
    """One line a layout; the last one sums up. Ends with 1 where a value was read wrong or lost."""
    asked = sys.argv[1:]
    results = [compared(honest) for honest in corpus() if not asked or any(word in honest.name for word in asked)]
    for result in results:
        good = result.exact == result.expected and not result.wrong and set(result.said) <= result.may_say
        print(
            f"{'ok ' if good else '!! '}{result.exact:5}/{result.expected:<5} {result.name} {result.form} {sorted(result.said)}"
        )
        if asked:
            print(*(f"    said {rule}: {text}" for rule, text in result.said.items()), sep="\n")
        if not good:
            print(*(f"    lost {key}" for key in result.lost[:4]), sep="\n")
            print(*(f"    wrong {key}: {value}" for key, value in list(result.wrong.items())[:4]), sep="\n")
    exact, expected = sum(result.exact for result in results), sum(result.expected for result in results)
    wrong = sum(len(result.wrong) for result in results)
    print(f"{len(results)} layouts: {exact} of {expected} values exact ({100 * exact / max(expected, 1):.2f} %), {wrong} wrong")
    return int(exact < expected or wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
