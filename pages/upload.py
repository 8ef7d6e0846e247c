"""Upload: hand in workbooks, see what they would change, then load them."""

import streamlit as st

import indicators
from base import settings
from base.errors import QmsError
from loaders import Source, check, load
from store import Asking
from ui.formats import literal, number
from ui.handed_in import effect_table, files_table, findings_of, summary
from ui.progress import with_progress
from ui.tiles import lead
from ui.view import current

view = current()
say = view.say
KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "zip"]

lead(say("upload.lead"))
handed = st.file_uploader(say("upload.drop"), type=KINDS, accept_multiple_files=True, key="handed")
most, size = settings.number("QMS_MAX_UPLOAD_FILES", 2000), settings.number("QMS_MAX_FILE_MB", 30)
st.caption(say("upload.quota", files=number(most, view.language), size=size))
who = st.text_input(say("upload.who"), key="who", max_chars=120, placeholder=say("upload.who_hint"))

marks = tuple(file.file_id for file in handed)
checked = st.session_state.get("checked")
if checked and checked["marks"] != marks:
    checked = st.session_state["checked"] = None


def sources() -> list[Source]:
    """The uploaded files as the reception takes them."""
    return [Source(file.name, file.getvalue()) for file in handed]


def observe(before: Asking, after: Asking) -> list[indicators.Change]:
    """What the load would change in the indicators."""
    return indicators.effect(before, after, view.programme, indicators.periods(after, view.programme))


def run(step: str) -> None:
    """Does the dry run or the load, and keeps what it gave back for the runs to come."""
    try:
        if step == "check":
            rehearsal = with_progress(say, lambda tell: check(sources(), who=who, progress=tell, observe=observe))
            kept = {"files": rehearsal.outcome.files, "effect": rehearsal.effect}
        else:
            outcome = with_progress(say, lambda tell: load(sources(), who=who.strip(), progress=tell))
            kept = {"files": outcome.files, "load_id": outcome.load_id}
        st.session_state["checked"] = {"marks": marks, "step": step, **kept}
    except QmsError as error:
        st.error(literal(error.sentence.in_language(view.language)))
        st.stop()
    st.rerun()


loaded = checked is not None and checked["step"] == "load"
with st.container(horizontal=True):
    if st.button(say("upload.check"), type="secondary" if checked else "primary", disabled=not handed, key="check"):
        run("check")
    ready = checked is not None and not loaded and bool(who.strip())
    if st.button(say("upload.load"), type="primary" if checked else "secondary", disabled=not ready, key="load"):
        run("load")

if checked:
    st.subheader(say("upload.loaded" if loaded else "upload.checked"), anchor=False)
    if not loaded and not who.strip():
        st.caption(say("upload.who_missing"))
    summary(view, checked["files"])
    st.subheader(say("upload.all_findings"), anchor=False)
    findings_of(view, checked["files"])
    if not loaded:
        st.subheader(say("upload.effect"), anchor=False)
        effect_table(view, checked["effect"])
    st.subheader(say("upload.per_file"), anchor=False)
    files_table(view, checked["files"])
