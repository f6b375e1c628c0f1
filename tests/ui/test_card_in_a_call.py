"""What the card says while a call is on: what becomes of the answer, and that a lent card is not his (C1, D2)."""

from __future__ import annotations

from msgspec import structs

from app.cards import OpenCard
from app.telephony.port import Ending, Leg, Stage
from app.telephony.states import Call, Cut, Missed, PhoneState, Standing
from protocol.times import now
from tests.ui.working_desk import CAMPAIGN, make_cards
from ui.card.consent_line import find_call, show_consent
from ui.card.page import CardPage
from ui.card.script import ScriptSteps
from ui.phone.outcome_form import OutcomeForm
from ui.phone.words import tell_phone
from ui.style import Tone

TALKING = Call(id="c", leg=Leg(key="k", stage=Stage.TALKING), begun_at=0.0, answered_at=1.0, card="card")


def tell(qtbot, call):
    script = ScriptSteps(CAMPAIGN)
    qtbot.addWidget(script)
    show_consent(script, call)
    return script._hint.text()


def test_while_a_call_is_on_nobody_is_told_that_none_is(english, qtbot):
    told = "On this screen only: no call is on"
    assert tell(qtbot, None) == told
    assert tell(qtbot, structs.replace(TALKING, leg=structs.replace(TALKING.leg, stage=Stage.ENDED))) == told
    assert "the call was begun without this script" in tell(qtbot, TALKING)
    assert tell(qtbot, structs.replace(TALKING, needs_consent=True)) == "Recorded with the call; a no ends it"


def test_a_lent_card_offers_neither_reveal_nor_outcome_and_says_whose_it_is(english, qtbot):
    own = OpenCard(make_cards(1)[0], CAMPAIGN, ())
    lent = structs.replace(own, card=structs.replace(own.card, call="c"))
    page, form, asked = CardPage(), OutcomeForm(str), []
    for widget in (page, form):
        qtbot.addWidget(widget)
    page.reveal_wanted.connect(lambda *_: asked.append(1))
    for opened, offers in ((own, True), (lent, False)):
        asked.clear()
        page.show_card(opened)
        form.show_card(opened)
        page.ask_for_dialled()
        page.ask_for_any()
        assert bool(page.fields.buttons) is bool(asked) is form.isEnabled() is offers
        assert ("A colleague's customer" in page.banner.sentence) is not offers
        assert (form._hint.text() == "The outcome is your colleague's to note.") is not offers
    form.show_card(None)
    assert form._hint.text() == "Open a customer's card first."


def test_an_earlier_call_s_answer_is_not_that_of_the_one_that_rings(english, qtbot):
    declined = structs.replace(TALKING, needs_consent=True, leg=structs.replace(TALKING.leg, stage=Stage.ENDED))
    rings = structs.replace(TALKING, needs_consent=True, answered_at=None)
    state = PhoneState(ringing=(rings,), last=declined)
    assert tell(qtbot, find_call(state, TALKING.card)) == "Once the call is answered"


def test_who_declines_a_call_has_not_given_one_up(english):
    leg = Leg(key="k", stage=Stage.ENDED, incoming=True, ending=Ending.GIVEN_UP)
    call = structs.replace(TALKING, leg=leg, answered_at=None, cut=Cut.AGENT)
    state = PhoneState(standing=Standing.SOFTPHONE, last=call)
    assert tell_phone(state, wraps_up=True).word == "You declined the call."


def test_who_handed_a_call_on_is_told_that_nobody_took_it(english):
    leg = structs.replace(TALKING.leg, stage=Stage.ENDED, ending=Ending.TRANSFERRED)
    state = PhoneState(standing=Standing.SOFTPHONE, last=structs.replace(TALKING, leg=leg))
    assert tell_phone(state, wraps_up=True).word == "The call was handed on."
    missed = (Missed(now(), TALKING.card, Cut.NONE),)
    sign = tell_phone(structs.replace(state, missed=missed), wraps_up=True)
    assert sign.word == "Nobody took the call that you handed on. Call the customer back."
    assert sign.tone is Tone.WARN
