"""What a programme is called: said once, shown wherever several programmes share the store."""

from __future__ import annotations

from base.errors import UsageError
from desk.signing import Decided, signed
from store import open_store

LONGEST_CODE = 40


def entitle(programme: str, title: str, *, lead: str = "", who: str, address: str | None = None) -> Decided:
    """Keeps the name of a programme, and who leads it where that is said; a programme that nobody knew begins with it.

    Raises UsageError where the name or the code is missing, or the code is longer than 40 letters.
    """
    programme, title, lead = (" ".join(text.split()) for text in (programme, title, lead))
    if not programme or len(programme) > LONGEST_CODE:
        raise UsageError(
            f"Mã chương trình là một từ ngắn, không quá {LONGEST_CODE} ký tự.",
            f"The programme's code is a short word of at most {LONGEST_CODE} letters.",
        )
    if not title:
        raise UsageError("Hãy ghi tên chương trình.", "Give the programme's name.")
    store = open_store(address)
    with store.writing(signed(who), "programme", programme=programme) as writer:
        writer.append_rows("programme_title", [{"programme": programme, "title": title, "lead": lead or None}])
    return Decided(writer.load_id, store.version(), 1)
