"""The short way for plain rows leaves the same as the long one."""

from hypothesis import given
from hypothesis import strategies as st

from protocol.free_text import _compile, _fold, _fold_character
from server.services.importing.checking import tidy, tidy_all

cells = st.text(st.sampled_from(" \t\u3000\u200b\u00a0='\"张伟1１a\n") | st.characters(), max_size=8)


@given(st.lists(cells, max_size=6))
def test_a_row_is_tidied_as_its_cells_are(row):
    assert tidy_all(row) == [tidy(cell) for cell in row]


@given(st.text(st.sampled_from("一二三〇１２③张 -@a1") | st.characters(), max_size=20))
def test_a_text_is_folded_as_its_characters_are(text):
    patterns = _compile()
    folded = "".join(map(_fold_character, text))
    assert _fold(text, patterns) == _fold(folded, patterns)
