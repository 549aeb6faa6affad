"""Which full stops are part of an abbreviation? Short lists for English, French, Spanish, Russian and their neighbours.

All are in small letters and without the full stop. One list serves every language, since a diplomatic text quotes
several; an entry that is a common word of its own in another language is left out.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set(
    """
    mr mrs ms messrs mme mmes mlle mm mgr msgr dr drs dra prof hon rev fr sr sra srta excmo excma exmo exma dña
    amb barr engr gen lt col maj capt cmdr cdr cpl sgt brig adm gov sen rep pres supt atty insp hr sig dott st ste mt ft
    ret v h.e h.m h.r.h h.h s.e s.m s.a.r v.e vs viz cf eg ie e.g i.e approx incl esp ee lic ing проф акад ген см
    """
)
"""A name or a phrase follows: these never end a sentence."""

BEFORE_NUMBER = _set(
    """
    no nos nr nrs núm nº art arts para paras par pár p pp vol vols ch chap cap sec sect fig figs cl doc docs res add
    corr op ed ca c n ст п пп стр рис jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
"""These end no sentence when a number follows: No. 5, Art. 2, para. IV, Sept. 11."""

EITHER = _set(
    """
    inc ltd co corp plc llc cie bros jr dept govt est univ assn intl ave blvd al uu г гг др им млн млрд тыс руб долл
    """
)
"""These end a sentence when the next word is one that often begins a sentence, as do U.S. and initials."""

STARTERS = _set(
    """
    a all also although among an and another any are as at because before both but by can do during each even every few
    finally first following for from furthermore given had has have he her here his how however i if in indeed instead
    is it its last let like many meanwhile moreover most mr mrs ms much my neither never nevertheless next no nobody
    none nor not nothing now of on once one only or other our over perhaps please rather second secondly she should
    similarly since so some soon still such take thank that the their then there therefore these they third this those
    though through thus to today together under until was we were what when where whether which while who whoever
    whose why with within without yes yet you your
    ainsi alors après au aucun aussi autant avant avec c'est car ce ceci cela celle celui ces cet cette ceux chaque ci
    comme dans de depuis des dès deux donc du elle elles en enfin ensuite entre est et ici il ils je la le les leur
    leurs lorsque mais malgré même mon nos notre nous or où par parce pendant plusieurs pour pourtant puis quand que
    quel quelle qui sa sans selon ses si son sous sur tous tout toute toutefois toutes un une voici voilà vous
    ahora además al algunos ante antes aquí así aunque bajo cada como con contra cuando cuál de del desde después donde
    durante el ella ellas ellos en entonces entre era es esa ese eso esta estas este esto estos existe gracias hace
    hasta hay hoy la las lo los mi mientras muchos muy nada no nos nosotros nuestra nuestro o para pero por porque
    pues que quien se según ser si sin sobre son su sus también tampoco todas todo todos tras un una y ya yo
    а без благодарю более был была были в вместе во вопрос все всё где да даже для до другие его ее её если есть еще ещё
    за затем здесь и из или именно их к каждый как какие когда конечно который кто мы на надо наш наша наши не нет ни
    но однако он она они от по под поэтому при с сегодня со так такая также такие там тем теперь только у уже хотя что
    чтобы эта эти это этот я
    """
)
"""Words that, with a capital letter after an abbreviation, show that a new sentence begins."""
