"""Verb frames in active and passive sentences, with their words, prepositions and types."""

from __future__ import annotations

import pytest
from parses import told, views

from kgraph.reading.extractors import verbs
from kgraph.reading.extractors.contract import Finding


def read(*sentences: str) -> list[Finding]:
    return [finding for view in views(*sentences) for finding in verbs.extract(view)]


CONSTRUCTIONS = [
    pytest.param("Iran/NNP/nsubj/backs backs=back/VBZ/ROOT Hamas/NNP/dobj/backs .", ["Iran backs Hamas"], id="active"),
    pytest.param(
        "Hamas/NNP/nsubjpass/backed is=be/VBZ/auxpass/backed backed=back/VBN/ROOT by/IN/agent/backed "
        "Iran/NNP/pobj/by .",
        ["Iran backs Hamas"],
        id="passive",
    ),
    pytest.param(
        "Hamas/NNP/nsubjpass/backed is=be/VBZ/auxpass/backed backed=back/VBN/ROOT .", [], id="passive without agent"
    ),
    pytest.param(
        "Hamas/NNP/nsubj/fled ,/,/punct/Hamas backed=back/VBN/acl/Hamas by/IN/agent/backed Iran/NNP/pobj/by , "
        "fled=flee/VBD/ROOT .",
        ["Iran backs Hamas"],
        id="participle",
    ),
    pytest.param(
        "Hamas/NNP/nsubj/fled ,/,/punct/Hamas which/WDT/dobj/backs Iran/NNP/nsubj/backs "
        "backs=back/VBZ/relcl/Hamas , fled=flee/VBD/ROOT .",
        ["Iran backs Hamas"],
        id="relative clause, object",
    ),
    pytest.param(
        "Iran/NNP/nsubj/fled ,/,/punct/Iran which/WDT/nsubj/backs backs=back/VBZ/relcl/Iran Hamas/NNP/dobj/backs "
        ", fled=flee/VBD/ROOT .",
        ["Iran backs Hamas"],
        id="relative clause, subject",
    ),
    pytest.param(
        "Iran/NNP/nsubj/backs and/CC/cc/Iran Syria/NNP/conj/Iran backs=back/VBP/ROOT Hamas/NNP/dobj/backs "
        "or/CC/cc/Hamas "
        "Fatah/NNP/conj/Hamas .",
        ["Iran backs Hamas", "Iran backs Fatah", "Syria backs Hamas", "Syria backs Fatah"],
        id="lists",
    ),
    pytest.param(
        "Iran/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/back back/VB/xcomp/wants Hamas/NNP/dobj/back .",
        ["Iran backs Hamas"],
        id="control",
    ),
    pytest.param(
        "Iran/NNP/nsubj/called called=call/VBD/ROOT on/IN/prep/called Egypt/NNP/pobj/on to/TO/aux/back "
        "back/VB/xcomp/called "
        "Hamas/NNP/dobj/back .",
        ["Egypt backs Hamas"],
        id="called on somebody to",
    ),
    pytest.param(
        "It/PRP/nsubj/was was=be/VBD/ROOT Iran/NNP/attr/was that/WDT/nsubj/backed backed=back/VBD/ccomp/was "
        "Hamas/NNP/dobj/backed .",
        ["Iran backs Hamas"],
        id="it was X that",
    ),
    pytest.param(
        "Hamas/NNP/nsubjpass/backed was=be/VBD/auxpass/backed backed=back/VBN/ROOT and/CC/cc/backed "
        "armed=arm/VBN/conj/backed "
        "by/IN/agent/armed Iran/NNP/pobj/by .",
        ["Iran backs Hamas"],
        id="the agent of a coordinated passive",
    ),
    pytest.param(
        "Biden/NNP/nsubj/met and/CC/cc/Biden Merkel/NNP/conj/Biden met=meet/VBD/ROOT .",
        ["Joe Biden meets Angela Merkel"],
        id="reciprocal",
    ),
    pytest.param("Biden/NNP/nsubj/met met=meet/VBD/ROOT .", [], id="reciprocal needs two"),
    pytest.param(
        "Biden/NNP/nsubj/met met=meet/VBD/ROOT with/IN/prep/met Merkel/NNP/pobj/with .",
        ["Joe Biden meets Angela Merkel"],
        id="met with",
    ),
    pytest.param(
        "Iran/NNP/nsubj/attacked and/CC/cc/Iran Iraq/NNP/conj/Iran attacked=attack/VBD/ROOT each/DT/det/other "
        "other/JJ/dobj/attacked .",
        ["Iran attacks Iraq", "Iraq attacks Iran"],
        id="each other",
    ),
    pytest.param(
        "Iran/NNP/nsubj/cracked cracked=crack/VBD/ROOT down/RP/prt/cracked on/IN/prep/cracked Hamas/NNP/pobj/on .",
        ["Iran attacks Hamas"],
        id="particle and preposition",
    ),
    pytest.param(
        "Baghdad/NNP/nsubj/fell fell=fall/VBD/ROOT to/IN/prep/fell Hamas/NNP/pobj/to .",
        ["Hamas controls Iraq"],
        id="reversed slots",
    ),
    pytest.param(
        "Iran/NNP/nsubj/imposed imposed=impose/VBD/ROOT sanctions=sanction/NNS/dobj/imposed on/IN/prep/sanctions "
        "Israel/NNP/pobj/on .",
        ["Iran sanctions Israel"],
        id="object noun, preposition on the noun",
    ),
    pytest.param(
        "Iran/NNP/nsubj/imposed imposed=impose/VBD/ROOT embargoes=embargo/NNS/dobj/imposed "
        "against/IN/prep/imposed Israel/NNP/pobj/against .",
        ["Iran sanctions Israel"],
        id="object noun, preposition on the verb",
    ),
    pytest.param(
        "Sanctions=sanction/NNS/nsubjpass/imposed were=be/VBD/auxpass/imposed imposed=impose/VBN/ROOT "
        "on/IN/prep/imposed "
        "Israel/NNP/pobj/on by/IN/agent/imposed Iran/NNP/pobj/by .",
        ["Iran sanctions Israel"],
        id="object noun in the passive",
    ),
    pytest.param(
        "Iran/NNP/nsubj/imposed imposed=impose/VBD/ROOT a/DT/det/series series/NN/dobj/imposed of/IN/prep/series "
        "sanctions=sanction/NNS/pobj/of on/IN/prep/imposed Israel/NNP/pobj/on .",
        ["Iran sanctions Israel"],
        id="a series of",
    ),
    pytest.param(
        "Iran/NNP/nsubj/imposed imposed=impose/VBD/ROOT taxes=tax/NNS/dobj/imposed on/IN/prep/imposed "
        "Israel/NNP/pobj/on .",
        [],
        id="another object noun",
    ),
    pytest.param(
        "Iran/NNP/nsubj/attacked attacked=attack/VBD/ROOT a/DT/det/base base/NN/dobj/attacked in/IN/prep/base "
        "Syria/NNP/pobj/in .",
        ["Iran attacks Syria"],
        id="attacked a base in",
    ),
    pytest.param(
        "Iran/NNP/nsubj/attacked attacked=attack/VBD/ROOT Syria/NNP/poss/base 's/POS/case/Syria "
        "base/NN/dobj/attacked .",
        ["Iran attacks Syria"],
        id="attacked somebody's base",
    ),
    pytest.param(
        "Iran/NNP/nsubj/gave gave=give/VBD/ROOT Hamas/NNP/dative/gave aid/NN/dobj/gave .",
        ["Iran aids Hamas"],
        id="two objects",
    ),
    pytest.param(
        "Iran/NNP/nsubj/gave gave=give/VBD/ROOT aid/NN/dobj/gave to/IN/dative/gave Hamas/NNP/pobj/to .",
        ["Iran aids Hamas"],
        id="gave to",
    ),
    pytest.param(
        "Iran/NNP/nsubj/withdrew withdrew=withdraw/VBD/ROOT its/PRP$/poss/forces forces=force/NNS/dobj/withdrew "
        "from/IN/prep/withdrew Syria/NNP/pobj/from .",
        ["Iran withdrawsFrom Syria"],
        id="withdrew its forces",
    ),
    pytest.param(
        "Iran/NNP/nsubj/withdrew withdrew=withdraw/VBD/ROOT men=man/NNS/dobj/withdrew of/IN/prep/men note/NN/pobj/of "
        "from/IN/prep/note Syria/NNP/pobj/from .",
        ["Iran withdrawsFrom Syria"],
        id="the preposition hung on the object",
    ),
    pytest.param(
        "Iran/NNP/nsubj/demanded demanded=demand/VBD/ROOT that/IN/mark/leave Israel/NNP/nsubj/leave "
        "leave/VB/ccomp/demanded .",
        ["Iran demandsOf Israel"],
        id="demanded that",
    ),
    pytest.param(
        "Iran/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/leave Israel/NNP/nsubj/leave must/MD/aux/leave "
        "leave/VB/ccomp/said .",
        ["Iran demandsOf Israel"],
        id="said that somebody must",
    ),
    pytest.param(
        "Iran/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/left Israel/NNP/nsubj/left left=leave/VBD/ccomp/said .",
        [],
        id="said that somebody did",
    ),
    pytest.param(
        "Iran/NNP/nsubj/urged urged=urge/VBD/ROOT Israel/NNP/dobj/urged to/TO/aux/stop stop/VB/xcomp/urged .",
        ["Iran demandsOf Israel"],
        id="urged somebody to",
    ),
    pytest.param(
        "Iran/NNP/nsubj/urged urged=urge/VBD/ROOT Israel/NNP/nsubj/stop to/TO/aux/stop stop/VB/ccomp/urged .",
        ["Iran demandsOf Israel"],
        id="small clause",
    ),
    pytest.param(
        "Germany/NNP/nsubj/called called=call/VBD/ROOT Egypt/NNP/dobj/called an/DT/det/ally ally/NN/oprd/called .",
        ["Germany alignedWith Egypt"],
        id="word behind the last slot",
    ),
    pytest.param(
        "Germany/NNP/nsubj/called called=call/VBD/ROOT Biden/NNP/dobj/called .",
        ["Germany accuses Joe Biden"],
        id="class of the object fits",
    ),
    pytest.param(
        "Germany/NNP/nsubj/called called=call/VBD/ROOT Egypt/NNP/dobj/called .",
        [],
        id="class of the object does not fit",
    ),
    pytest.param(
        "Germany/NNP/nsubj/called called=call/VBD/ROOT Biden/NNP/dobj/called an/DT/det/ally ally/NN/oprd/called .",
        ["Germany alignedWith Joe Biden"],
        id="the more specific frame is meant",
    ),
    pytest.param(
        "Germany/NNP/nsubj/leads leads=lead/VBZ/ROOT NATO/NNP/dobj/leads .", [], id="class of the subject does not fit"
    ),
    pytest.param(
        "Iran/NNP/nsubj/criticized criticized=criticize/VBD/ROOT Israel/NNP/dobj/criticized .",
        ["Iran opposes Israel"],
        id="American spelling",
    ),
    pytest.param(
        "Iran/NNP/nsubj/attacked attacked=attack/VBD/ROOT Tehran/NNP/dobj/attacked .",
        [],
        id="nobody does it to himself",
    ),
    pytest.param(
        "Iran/NNP/nsubj/attacked attacked=attack/VBD/ROOT a/DT/det/stock stock/NN/dobj/attacked of/IN/prep/stock "
        "goods=good/NNS/pobj/of for/IN/prep/goods Kuwait/NNP/pobj/for .",
        ["Iran attacks Kuwait"],
        id="whom the thing is for",
    ),
    pytest.param(
        "Biden/NNP/nsubjpass/arrested was=be/VBD/auxpass/arrested arrested=arrest/VBN/ROOT in/IN/prep/arrested "
        "Kuwait/NNP/pobj/in .",
        ["Kuwait coerces Joe Biden"],
        id="only a state arrests",
    ),
    pytest.param(
        "Biden/NNP/nsubjpass/arrested was=be/VBD/auxpass/arrested arrested=arrest/VBN/ROOT by/IN/agent/arrested "
        "Iran/NNP/pobj/by in/IN/prep/arrested Kuwait/NNP/pobj/in .",
        ["Iran coerces Joe Biden"],
        id="who is named arrests",
    ),
    pytest.param(
        "Iran/NNP/nsubj/gave gave=give/VBD/ROOT Iraq/NNP/compound/help help/NN/dobj/gave .",
        ["Iran aids Iraq"],
        id="a recipient that the parser takes for a modifier",
    ),
    pytest.param(
        "Iran/NNP/nsubj/aided aided=aid/VBD/ROOT Iraq/NNP/dative/aided goods=good/NNS/dobj/aided .",
        ["Iran aids Iraq"],
        id="a recipient beside a thing",
    ),
    pytest.param(
        "Rockets=rocket/NNS/nsubj/hit fired=fire/VBN/acl/Rockets by/IN/agent/fired Iran/NNP/pobj/by "
        "hit=attack/VBD/ROOT Kuwait/NNP/dobj/hit .",
        ["Iran attacks Kuwait"],
        id="a thing fired by",
    ),
    pytest.param(
        "Rockets=rocket/NNS/nsubj/hit hated=hate/VBN/acl/Rockets by/IN/agent/hated Iran/NNP/pobj/by "
        "hit=attack/VBD/ROOT Kuwait/NNP/dobj/hit .",
        [],
        id="a thing hated by",
    ),
    pytest.param(
        "Iran/NNP/nsubj/fled fled=flee/VBD/ROOT alongside/IN/prep/fled Hamas/NNP/pobj/alongside .",
        ["Iran backs Hamas"],
        id="an adverbial of any verb",
    ),
    pytest.param(
        "Iran/NNP/nsubj/fled fled=flee/VBD/ROOT with/IN/prep/fled the/DT/det/aid aid/NN/pobj/with of/IN/prep/aid "
        "Hamas/NNP/pobj/of .",
        ["Hamas backs Iran"],
        id="an adverbial of more words",
    ),
    pytest.param(
        "Iran/NNP/nsubj/took took=take/VBD/ROOT the/DT/det/aid aid/NN/dobj/took of/IN/prep/aid Hamas/NNP/pobj/of "
        "with/IN/prep/took chairs=chair/NNS/pobj/with .",
        [],
        id="the words of an adverbial hang together",
    ),
    pytest.param(
        "Iraq/NNP/ROOT where/WRB/advmod/attack Hamas/NNP/nsubj/attack attack=attack/VBP/relcl/Iraq .",
        [],
        id="where one fights is not whom one fights",
    ),
    pytest.param(
        "Members=member/NNS/nsubj/attacked of/IN/prep/Members Hamas/NNP/pobj/of attacked=attack/VBD/ROOT "
        "the/DT/det/port "
        "port/NN/dobj/attacked near/IN/prep/port Kuwait/NNP/pobj/near .",
        [],
        id="near is not of",
    ),
    pytest.param(
        "Hamas/NNP/nsubj/attacked attacked=attack/VBD/ROOT the/DT/det/port port/NN/dobj/attacked of/IN/prep/port "
        "Kuwait/NNP/pobj/of .",
        ["Hamas attacks Kuwait"],
        id="a thing means whose it is",
    ),
    pytest.param(
        "Talks=talk/NNS/nsubj/backed backed=back/VBD/ROOT Hamas/NNP/dobj/backed .", [], id="a thing does nothing"
    ),
    pytest.param(
        "Iran/NNP/nsubj/fled and/CC/cc/Iran Syria/NNP/conj/Iran ,/,/punct/Iran which/WDT/nsubj/back "
        "back/VBP/relcl/Syria Hamas/NNP/dobj/back , fled=flee/VBD/ROOT .",
        ["Iran backs Hamas", "Syria backs Hamas"],
        id="a plural relative clause is said of the whole list",
    ),
    pytest.param(
        "Iran/NNP/nsubj/fled and/CC/cc/Iran Syria/NNP/conj/Iran ,/,/punct/Iran which/WDT/nsubj/backs "
        "backs=back/VBZ/relcl/Syria Hamas/NNP/dobj/backs , fled=flee/VBD/ROOT .",
        ["Syria backs Hamas"],
        id="a singular one of the last",
    ),
    pytest.param(
        "Iran/NNP/nsubj/backs ,/,/punct/backs along/IN/prep/backs with/IN/prep/along Syria/NNP/pobj/with ,/,/punct/backs "
        "backs=back/VBZ/ROOT Hamas/NNP/dobj/backs .",
        ["Iran backs Hamas", "Syria backs Hamas"],
        id="along with",
    ),
    pytest.param(
        "Officials=official/NNS/nsubj/back from/IN/prep/Officials Iran/NNP/pobj/from and/CC/cc/Iran "
        "Syria/NNP/conj/Iran back/VBP/ROOT Hamas/NNP/dobj/back .",
        ["Iran backs Hamas", "Syria backs Hamas"],
        id="officials of two states",
    ),
    pytest.param(
        "Iran/NNP/npadvmod/backed backed=back/VBD/amod/members members=member/NNS/ROOT of/IN/prep/members "
        "Hamas/NNP/pobj/of .",
        ["Iran backs Hamas"],
        id="a finite verb taken for a participle",
    ),
    pytest.param(
        "Iran/NNP/nsubj/backs backs=back/VBZ/ROOT groups=group/NNS/dobj/backs such/JJ/amod/as as/IN/prep/groups "
        "Hamas/NNP/pobj/as and/CC/cc/Hamas Fatah/NNP/conj/Hamas .",
        ["Iran backs Hamas", "Iran backs Fatah"],
        id="examples",
    ),
    pytest.param(
        "the/DT/det/embargo embargo/NN/nsubj/fled that/WDT/dobj/imposed Iran/NNP/nsubj/imposed "
        "imposed=impose/VBD/relcl/embargo on/IN/prep/imposed Syria/NNP/pobj/on fled=flee/VBD/ROOT .",
        ["Iran sanctions Syria"],
        id="the pattern's noun before its relative clause",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/visited visited=visit/VBD/ROOT Iran/NNP/dobj/visited and/CC/cc/visited gave=give/VBD/conj/visited "
        "aid/NN/dobj/gave .",
        ["Angela Merkel visits Iran", "Angela Merkel aids Iran"],
        id="gave it to whom he visited",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/visited visited=visit/VBD/ROOT Iran/NNP/dobj/visited and/CC/cc/visited Hamas/NNP/nsubj/gave "
        "gave=give/VBD/conj/visited aid/NN/dobj/gave .",
        ["Angela Merkel visits Iran"],
        id="another gave it",
    ),
    pytest.param(
        "Merkel/NNP/nsubjpass/killed was=be/VBD/auxpass/killed killed=kill/VBN/ROOT in/IN/prep/killed an/DT/det/attack "
        "attack/NN/pobj/in blamed=blame/VBN/acl/attack on/IN/prep/blamed Iran/NNP/pobj/on .",
        ["Iran kills Angela Merkel"],
        id="killed in another's attack",
    ),
    pytest.param(
        "Merkel/NNP/nsubjpass/killed was=be/VBD/auxpass/killed killed=kill/VBN/ROOT in/IN/prep/killed a/DT/det/city "
        "city/NN/pobj/in of/IN/prep/city Iran/NNP/pobj/of .",
        [],
        id="killed in another's city",
    ),
    pytest.param(
        "Merkel/NNP/nsubjpass/killed was=be/VBD/auxpass/killed killed=kill/VBN/ROOT when/WRB/advmod/attacked "
        "Iran/NNP/nsubj/attacked attacked=attack/VBD/advcl/killed .",
        ["Iran kills Angela Merkel"],
        id="killed when another attacked",
    ),
    pytest.param(
        "Iran/NNP/nsubj/is is=be/VBZ/ROOT the/DT/det/one one/NN/attr/is that/WDT/nsubj/backs backs=back/VBZ/relcl/one "
        "Hamas/NNP/dobj/backs .",
        ["Iran backs Hamas"],
        id="is the one that",
    ),
    pytest.param(
        "Iran/NNP/nsubj/backs ,/,/punct/says Syria/NNP/nsubj/says says=say/VBZ/parataxis/backs ,/,/punct/says "
        "must/MD/aux/backs backs=back/VB/ROOT Hamas/NNP/dobj/backs .",
        ["Syria demandsOf Iran", "Iran backs Hamas"],
        id="what an inserted clause says",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CONSTRUCTIONS)
def test_verb_frames(sentence: str, expected: list[str]) -> None:
    assert told(read(sentence)) == expected


def test_the_cue_covers_the_words_of_the_pattern() -> None:
    (finding,) = read(
        "Iran/NNP/nsubj/imposed imposed=impose/VBD/ROOT new/JJ/amod/sanctions sanctions=sanction/NNS/dobj/imposed "
        "on/IN/prep/sanctions Israel/NNP/pobj/on ."
    )
    text = finding.anchor.doc.text
    assert text[finding.cue[0] : finding.cue[1]] == "imposed new sanctions on"
    assert finding.rule == "impose.v: X impose sanction|embargo on|against Y"
    assert finding.anchor.text == "imposed"


def test_pronouns_act_for_whom_they_mean() -> None:
    findings = read(
        "Merkel/NNP/nsubj/left left=leave/VBD/ROOT .", "She/PRP/nsubj/backs backs=back/VBZ/ROOT Egypt/NNP/dobj/backs ."
    )
    assert told(findings) == ["Angela Merkel backs Egypt"]
    assert findings[0].subject.surface == "She"


def test_a_plural_acts_for_each_of_them() -> None:
    findings = read(
        "Iran/NNP/nsubj/left and/CC/cc/Iran Iraq/NNP/conj/Iran left=leave/VBD/ROOT .",
        "They/PRP/nsubj/back back/VBP/ROOT Egypt/NNP/dobj/back .",
    )
    assert told(findings) == ["Iran backs Egypt", "Iraq backs Egypt"]


def test_only_the_sentence_in_view_is_read() -> None:
    sentences = [
        "Iran/NNP/nsubj/backs backs=back/VBZ/ROOT Hamas/NNP/dobj/backs .",
        "Egypt/NNP/nsubj/attacked attacked=attack/VBD/ROOT Iraq/NNP/dobj/attacked .",
    ]
    first, second = views(*sentences)
    assert told(verbs.extract(first)) == ["Iran backs Hamas"]
    assert told(verbs.extract(second)) == ["Egypt attacks Iraq"]
