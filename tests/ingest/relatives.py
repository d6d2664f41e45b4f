"""Texts that have to do with each other, for tests of what is suggested."""

from __future__ import annotations

ENGLISH = (
    "The Government of Peru and the European Commission signed this letter on 20 May 2013 in Lima.",
    "The regional innovation systems of Cusco and Puno receive 1,250,000 euros between 2014 and 2017.",
    "Of these, 35 per cent are for universities and 65 per cent for firms with fewer than 250 employees.",
    "By 2016 the administration will have visited 48 communities and 112 cooperatives in both regions.",
    "The parties cooperate in transparency, territorial cohesion and the evaluation of public policies.",
)
SPANISH = (
    "El Gobierno del Perú y la Comisión Europea firmaron esta carta el 20 de mayo de 2013 en Lima.",
    "Los sistemas regionales de innovación de Cusco y Puno reciben 1.250.000 euros entre 2014 y 2017.",
    "De estos, 35 por ciento son para universidades y 65 por ciento para empresas con menos de 250 empleados.",
    "Hasta 2016 la administración habrá visitado 48 comunidades y 112 cooperativas en ambas regiones.",
    "Las partes cooperan en transparencia, cohesión territorial y evaluación de las políticas públicas.",
)
NEXT = (
    *ENGLISH[:4],
    "The parties cooperate in transparency, rural roads and the evaluation of regional policies until 2020.",
)
"""The English letter as it was signed again: a clause is another."""

MANUAL = (
    "Install the package with the usual command and restart the service before you go on with chapter 4.",
    "Every setting can be overridden in the file of the user; 1024 characters are read of each line at most.",
    "The log is rotated when it has reached 50 megabytes, and 7 older ones are kept in the same folder.",
)
ACTA = (
    "El consejo regional se reunió el 3 de abril de 1998 con la asistencia de 27 consejeros y 4 invitados.",
    "Se aprobó el acta anterior y se leyeron cartas de los 13 distritos sobre caminos y canales de riego.",
)
