"""Words that hold a sentence together, language by language: they stand for no content word, and none for them.

More than a search lets be (`index.analysis.function_words`), for here it is known which language a word is of.
"""

from __future__ import annotations

_ENGLISH = """
eg etc a about above across after
again against all almost along already also although always am among an and another any
anybody anyone anything are around as at away b be became because become been before behind being below between
both but by c can cannot could d did do does doing done down during e each either else enough et even ever every
everything f few for from further g given h had has have having he hence her here hers herself him himself his how
however i ie eg if in indeed instead into is it its itself j just k l least less let like likewise m many may me
might more moreover most much must my myself n neither never nevertheless no nobody none nor not nothing now o of
off often on once one only onto or other others otherwise ought our ours ourselves out over own p per perhaps
please q quite r rather re s same several shall she should since so some somebody someone something sometimes
somewhere still such t than that the their theirs them themselves then there thereby therefore these they this
those though through throughout thus to together too toward towards two under unless until unlike up upon us v
very via w was we well were what whatever when whenever where whereas wherever whether which whichever while who
whole whom whose why will with within without would x y yes yet you your yours yourself z three four five six
seven eight nine ten first second third ll ve don doesn didn isn aren won wasn weren hasn haven couldn shouldn
wouldn
"""
_SPANISH = """
ej etc a acá además ahí ahora
al algo alguien algún alguna algunas alguno algunos allá allí ambas ambos ante antes apenas
aquel aquella aquellas aquello aquellos aquí así aún aun aunque b bajo bien c cada casi cierta ciertas cierto
ciertos como cómo con conmigo consigo contra cual cuál cuales cuáles cualquier cualquiera cuando cuándo cuanto
cuánto cuantos cuya cuyas cuyo cuyos d da dado de debe deben debía debería deberían debido del demás dentro desde
después detrás donde dónde dos durante e el él ella ellas ello ellos en encima entonces entre era eran eres es esa
esas ese eso esos esta está estaba estaban estamos están estar estará estarán estas éstas este esté éste
estén esto estos éstos estoy etc f fue fuera fueran fueron fuese g gran h ha había habían haber habrá habría hacia
han hasta hay haya hayan he hemos hubo i incluso j jamás junto k l la las le les lo los luego m mas más me
mediante menos mi mía mientras mío mis misma mismas mismo mismos mucha muchas mucho muchos muy n nada nadie ni
ningún ninguna ninguno no nos nosotros nuestra nuestras nuestro nuestros nunca o os otra otras otro otros p para
pero poca pocas poco pocos podemos podrá podrán podría podrían por porque pues puede pueda puedan pueden q que qué
quien quién quienes r s se sea sean según ser será serán sería serían si sí sido siempre siendo sin sino sobre
sois sola solamente solas solo sólo somos son soy su sus suya suyo t tal tales también tampoco tan tanta tantas
tanto tantos te ti tiene tienen tener tenga tengan toda todas todavía todo todos tras tres tu tú tus u un una unas
uno unos usted ustedes v varias varios vez veces w x y ya yo z cuatro cinco seis siete ocho nueve diez primer
primera primero segunda segundo tercer tercera tercero cabo
"""
LINKING_WORDS = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}
"""Lower-case, by language; single letters among them."""

WITHIN_TERMS = {"en": frozenset(("of", "the")), "es": frozenset(("de", "del", "el", "la", "las", "los"))}
"""Of these, what may stand between the two words of a term: rule of law, rendición de cuentas."""
