"""White space that shows stays; the rest shrinks to one blank or one line end."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.build.spaces import tightened


def test_what_shows_stays():
    """In pre, textarea and script nothing changes; a script's hash stands in the policy."""
    kept = "<pre>  a\n\n  b</pre><textarea>\n  x  </textarea><script>let a =  1\n\n</script>"
    assert tightened(f"<p>\n\n   a  {kept}  </p>") == f"<p>\na {kept} </p>"


def test_words_stay_apart():
    """A run becomes one blank, never none; a comment leaves the blanks around it."""
    assert tightened("<b>a</b>   <i>b</i> <!-- x\n --> c") == "<b>a</b> <i>b</i> c"


def test_values_of_attributes_stay():
    """A value may hold text that a script reads, and a “greater than”."""
    tag = '<p title="a  >  b" data-x="1\n\n2">'
    assert tightened(tag) == tag


def test_quotes_in_text():
    """What templates escape is a plain quote in text, and stays escaped in tags, in what is kept, and where somebody writes of it."""
    tag, kept, written = '<p title="a &#34;b&#34; &#39;c&#39;">', "<textarea>it&#39;s</textarea>", "&amp;#39; &lt;b&gt;"
    assert tightened(f"{tag}it&#39;s &#34;so&#34;{kept}{written}") == f"{tag}it's \"so\"{kept}{written}"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<pre>", "</pre>", " ", "\n", "a", "<!-- b -->", "\t", "é"])).map("".join))
def test_twice_is_once(page):
    """A finished page may be finished again."""
    assert tightened(tightened(page)) == tightened(page)
