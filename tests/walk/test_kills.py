"""The browser process killed at a random moment: what the page had called saved is there. The recorded run of 200 is in docs/about/reliability.md."""

from tests.walk.kills import kill_again_and_again


def test_what_was_called_saved_survives_kills(playwright, server, tmp_path):
    """Three kills with SIGKILL while somebody answers and writes; every answer and text that the page had called saved is found after each."""
    found = kill_again_and_again(playwright, server().url, 3, 20261122, tmp_path)
    assert found.kills == 3 and found.compared > 0
    assert found.lost == []
