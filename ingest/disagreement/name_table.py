"""Names that are not the same in English and Spanish: of countries, of organisations, and their short forms.

Rule: without accents and in lower case, as they are compared; what both languages write alike is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_SHORT_FORMS = """
un onu, eu ue, gdp pbi, ghg gei, ghgs gei, ghgs geis, ndc cdn, ndcs cdn, indc cpnd, indc cpdn, unfccc cmnucc,
lulucf uscuss, lulucf utcuts, gdp pib, ngo ong, ngos ong, nato otan, who oms, ilo oit, wto omc, imf fmi, wb
bm, idb bid, oas oea, usa eeuu, us eeuu, us ee, uk ru, aids sida, hiv vih, dna adn, gwp pcg, sdg ods, sdgs
ods, mdg odm, mdgs odm, fdi ied, vat iva, gef fmam, gcf fvc, cdm mdl, crc cdn, ict tic, icts tic, eclac cepal,
paho ops, fao fao, unep pnuma, undp pnud, ipo opi, wipo ompi, iom oim, icc cpi, ict tics, lac alc, ldc pma,
ldcs pma, sids peid, cbd cdb, bau bau, redd redd, ets rcde
"""
_PLACES = """
germany alemania, spain espana, france francia, belgium belgica, brazil brasil, greece grecia, ireland
irlanda, italy italia, japan japon, netherlands holanda, norway noruega, poland polonia, sweden suecia,
switzerland suiza, turkey turquia, ukraine ucrania, hungary hungria, iceland islandia, england inglaterra,
scotland escocia, wales gales, britain bretana, egypt egipto, ethiopia etiopia, jordan jordania, lebanon
libano, morocco marruecos, algeria argelia, russia rusia, syria siria, thailand tailandia, zealand zelanda,
zealand zelandia, philippines filipinas, haiti haiti, cuba cuba, peru peru, mexico mexico, chile chile,
bolivia bolivia, ecuador ecuador, colombia colombia, venezuela venezuela, panama panama, guatemala guatemala,
honduras honduras, nicaragua nicaragua, uruguay uruguay, paraguay paraguay, argentina argentina, canada
canada, china china, india india, kenya kenia, ghana ghana, croatia croacia, czech checa, denmark dinamarca,
finland finlandia, cyprus chipre, malta malta, austria austria, australia australia, portugal portugal, iran
iran, iraq irak, korea corea, vietnam vietnam, singapore singapur, indonesia indonesia, malaysia malasia,
dominican dominicana, belize belice, barbados barbados, jamaica jamaica, trinidad trinidad, geneva ginebra,
london londres, brussels bruselas, copenhagen copenhague, vienna viena, lisbon lisboa, moscow moscu, warsaw
varsovia, rome roma, milan milan, berlin berlin, paris paris, madrid madrid, lima lima, cusco cuzco, havana
habana, bogota bogota, quito quito, caracas caracas, santiago santiago, tokyo tokio, kyoto kioto, beijing
pekin, seoul seul, cairo cairo, jerusalem jerusalen, york york, europe europa, asia asia, antarctica
antartida, caribbean caribe, malvinas falkland, georgia georgia, andes andes, amazon amazonas, amazon
amazonia, pacific pacifico, atlantic atlantico, hague haya, africa africa
"""

_PARTS = """
kingdom reino, united unidas, united unidos, nations naciones, states estados, new nueva, america estados,
netherlands paises, assembly asamblea, act ley, law ley, bank banco, world mundial, rights derechos, republic
republica, christmas navidad, easter pascua, god dios, sunday domingo, monday lunes, tuesday martes, wednesday
miercoles, thursday jueves, friday viernes, saturday sabado
"""


def _pairs(table: str) -> frozenset[tuple[str, str]]:
    pairs = [entry.split() for entry in table.replace("\n", " ").split(",") if entry.strip()]
    return frozenset((one, other) for one, other in pairs)


def _by_name(pairs: frozenset[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return MappingProxyType({name: frozenset(others) for name, others in found.items()})


SHORT_FORMS = _by_name(_pairs(_SHORT_FORMS))
"""Short forms by short form, in both directions."""

PLACES = _by_name(_pairs(_PLACES))
"""Places by place, in both directions; of those that are written alike, the same."""

PARTS = _by_name(_pairs(_PARTS))
"""Words that names are made of, in both directions; by themselves they are no names."""
