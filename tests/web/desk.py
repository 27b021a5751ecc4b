"""What tests of a shown result ask of it: its controls, the calls to the engine, what is stored."""


def control(form, kind, dimension):
    return form.page.locator(f"#set-{kind}-{dimension}")


def asked(form, do):
    return [call for call in form.standin()["calls"] if call["do"] == do]


def stored(form, key):
    """What lies in the database under a key of the record, once it says what is wanted."""
    form.page.wait_for_timeout(150)
    return form.stored()[key]
