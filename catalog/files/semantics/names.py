"""Names and codes of the French territories, as columns hold them.

Sources: INSEE, code officiel géographique 2024; regions before 2016 from law 2015-29. Folded: lower
case, no accent, words joined by one space.
"""

REGIONS_TEXT = (
    "guadeloupe|martinique|guyane|la reunion|reunion|mayotte|ile de france|centre val de loire"
    "|bourgogne franche comte|normandie|hauts de france|grand est|pays de la loire|bretagne"
    "|nouvelle aquitaine|occitanie|auvergne rhone alpes|provence alpes cote d azur|paca|corse"
    "|champagne ardenne|picardie|haute normandie|centre|basse normandie|bourgogne"
    "|nord pas de calais|lorraine|alsace|franche comte|poitou charentes|aquitaine|midi pyrenees"
    "|limousin|rhone alpes|auvergne|languedoc roussillon"
)
REGIONS = frozenset(REGIONS_TEXT.split("|"))
REGION_CODES_TEXT = (
    "01 02 03 04 06 11 24 27 28 32 44 52 53 75 76 84 93 94 "
    "21 22 23 25 26 31 41 42 43 54 72 73 74 82 83 91"
)
REGION_CODES = frozenset(REGION_CODES_TEXT.split())
DEPARTMENTS_TEXT = (
    "ain|aisne|allier|alpes de haute provence|hautes alpes|alpes maritimes|ardeche|ardennes|ariege"
    "|aube|aude|aveyron|bouches du rhone|calvados|cantal|charente|charente maritime|cher|correze"
    "|cote d or|cotes d armor|creuse|dordogne|doubs|drome|eure|eure et loir|finistere|corse du sud"
    "|haute corse|gard|haute garonne|gers|gironde|herault|ille et vilaine|indre|indre et loire"
    "|isere|jura|landes|loir et cher|loire|haute loire|loire atlantique|loiret|lot|lot et garonne"
    "|lozere|maine et loire|manche|marne|haute marne|mayenne|meurthe et moselle|meuse|morbihan"
    "|moselle|nievre|nord|oise|orne|pas de calais|puy de dome|pyrenees atlantiques"
    "|hautes pyrenees|pyrenees orientales|bas rhin|haut rhin|rhone|haute saone|saone et loire"
    "|sarthe|savoie|haute savoie|paris|seine maritime|seine et marne|yvelines|deux sevres|somme"
    "|tarn|tarn et garonne|var|vaucluse|vendee|vienne|haute vienne|vosges|yonne"
    "|territoire de belfort|essonne|hauts de seine|seine saint denis|val de marne|val d oise"
    "|guadeloupe|martinique|guyane|la reunion|reunion|mayotte"
)
DEPARTMENTS = frozenset(DEPARTMENTS_TEXT.split("|"))
DEPARTMENT = r"(?:0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-5]|97[1-8]|98[46-8])"
COUNTRIES_TEXT = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW"
)
COUNTRIES = frozenset(COUNTRIES_TEXT.split())
COUNTRIES_OF_THREE_TEXT = (
    "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD "
    "BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR "
    "COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH "
    "ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL "
    "GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR "
    "JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR "
    "MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL "
    "NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY "
    "PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP "
    "SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA "
    "UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE"
)
COUNTRIES_OF_THREE = frozenset(COUNTRIES_OF_THREE_TEXT.split())
