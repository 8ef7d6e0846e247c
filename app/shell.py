"""The hall's script: Streamlit runs it for every look at the gallery."""

from app import hall

hall.run()
