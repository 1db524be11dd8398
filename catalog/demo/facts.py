"""Facts that the demo's files are written from, one table a constant, one row a line.

Sources: INSEE, Code officiel géographique 2025 (regions, departments); Muséofile and the sites of
the museums; Centre des monuments nationaux; the festivals' own sites; ministère de la Culture
(themes of the Journées européennes du patrimoine); DRAC Bretagne's list of labelled venues; Ville
de Besançon. Coordinates are in degrees (WGS 84), rounded to about ten metres.
"""

Row = tuple[str, ...]


def rows(text: str) -> tuple[Row, ...]:
    return tuple(tuple(line.split(";")) for line in text.strip().splitlines())


REGIONS = rows("""
01;Guadeloupe;Basse-Terre
02;Martinique;Fort-de-France
03;Guyane;Cayenne
04;La Réunion;Saint-Denis
06;Mayotte;Mamoudzou
11;Île-de-France;Paris
24;Centre-Val de Loire;Orléans
27;Bourgogne-Franche-Comté;Dijon
28;Normandie;Rouen
32;Hauts-de-France;Lille
44;Grand Est;Strasbourg
52;Pays de la Loire;Nantes
53;Bretagne;Rennes
75;Nouvelle-Aquitaine;Bordeaux
76;Occitanie;Toulouse
84;Auvergne-Rhône-Alpes;Lyon
93;Provence-Alpes-Côte d’Azur;Marseille
94;Corse;Ajaccio
""")

DEPARTMENTS_BY_REGION = {
    "01": "971 Guadeloupe",
    "02": "972 Martinique",
    "03": "973 Guyane",
    "04": "974 La Réunion",
    "06": "976 Mayotte",
    "11": "75 Paris, 77 Seine-et-Marne, 78 Yvelines, 91 Essonne, 92 Hauts-de-Seine, "
    "93 Seine-Saint-Denis, 94 Val-de-Marne, 95 Val-d’Oise",
    "24": "18 Cher, 28 Eure-et-Loir, 36 Indre, 37 Indre-et-Loire, 41 Loir-et-Cher, 45 Loiret",
    "27": "21 Côte-d’Or, 25 Doubs, 39 Jura, 58 Nièvre, 70 Haute-Saône, 71 Saône-et-Loire, "
    "89 Yonne, 90 Territoire de Belfort",
    "28": "14 Calvados, 27 Eure, 50 Manche, 61 Orne, 76 Seine-Maritime",
    "32": "02 Aisne, 59 Nord, 60 Oise, 62 Pas-de-Calais, 80 Somme",
    "44": "08 Ardennes, 10 Aube, 51 Marne, 52 Haute-Marne, 54 Meurthe-et-Moselle, 55 Meuse, "
    "57 Moselle, 67 Bas-Rhin, 68 Haut-Rhin, 88 Vosges",
    "52": "44 Loire-Atlantique, 49 Maine-et-Loire, 53 Mayenne, 72 Sarthe, 85 Vendée",
    "53": "22 Côtes-d’Armor, 29 Finistère, 35 Ille-et-Vilaine, 56 Morbihan",
    "75": "16 Charente, 17 Charente-Maritime, 19 Corrèze, 23 Creuse, 24 Dordogne, 33 Gironde, "
    "40 Landes, 47 Lot-et-Garonne, 64 Pyrénées-Atlantiques, 79 Deux-Sèvres, 86 Vienne, "
    "87 Haute-Vienne",
    "76": "09 Ariège, 11 Aude, 12 Aveyron, 30 Gard, 31 Haute-Garonne, 32 Gers, 34 Hérault, "
    "46 Lot, 48 Lozère, 65 Hautes-Pyrénées, 66 Pyrénées-Orientales, 81 Tarn, 82 Tarn-et-Garonne",
    "84": "01 Ain, 03 Allier, 07 Ardèche, 15 Cantal, 26 Drôme, 38 Isère, 42 Loire, "
    "43 Haute-Loire, 63 Puy-de-Dôme, 69 Rhône, 73 Savoie, 74 Haute-Savoie",
    "93": "04 Alpes-de-Haute-Provence, 05 Hautes-Alpes, 06 Alpes-Maritimes, 13 Bouches-du-Rhône, "
    "83 Var, 84 Vaucluse",
    "94": "2A Corse-du-Sud, 2B Haute-Corse",
}
DEPARTMENTS = tuple(
    sorted(
        (*department.split(" ", 1), region)
        for region, departments in DEPARTMENTS_BY_REGION.items()
        for department in departments.split(", ")
    )
)
REGION_OF = {code: region for code, _, region in DEPARTMENTS}
REGION_NAMES = {code: name for code, name, _ in REGIONS}

MUSEUMS = rows("""
Musée du Louvre;Paris;75;48.8611;2.3358
Musée d’Orsay;Paris;75;48.8600;2.3266
Musée national d’art moderne – Centre Pompidou;Paris;75;48.8606;2.3522
Musée du quai Branly – Jacques Chirac;Paris;75;48.8610;2.2977
Musée national Picasso-Paris;Paris;75;48.8598;2.3626
Musée de Cluny – musée national du Moyen Âge;Paris;75;48.8505;2.3440
Musée Rodin;Paris;75;48.8553;2.3158
Musée Carnavalet – Histoire de Paris;Paris;75;48.8574;2.3621
Musée national des châteaux de Versailles et de Trianon;Versailles;78;48.8049;2.1204
Musée d’Archéologie nationale;Saint-Germain-en-Laye;78;48.8980;2.0963
Musée national de la Renaissance;Écouen;95;49.0186;2.3786
Musée national du château de Fontainebleau;Fontainebleau;77;48.4021;2.7004
Musée Condé;Chantilly;60;49.1938;2.4854
Palais des Beaux-Arts de Lille;Lille;59;50.6305;3.0628
La Piscine – musée d’art et d’industrie André-Diligent;Roubaix;59;50.6920;3.1677
Musée départemental Matisse;Le Cateau-Cambrésis;59;50.1053;3.5421
Musée de Picardie;Amiens;80;49.8898;2.2959
Musée des Beaux-Arts de Rouen;Rouen;76;49.4447;1.0945
MuMa – musée d’art moderne André-Malraux;Le Havre;76;49.4853;0.1030
Musée des Beaux-Arts de Caen;Caen;14;49.1865;-0.3618
Musée des Beaux-Arts de Rennes;Rennes;35;48.1096;-1.6749
Musée de Bretagne;Rennes;35;48.1057;-1.6742
Musée de Pont-Aven;Pont-Aven;29;47.8554;-3.7473
Musée départemental breton;Quimper;29;47.9955;-4.1027
Musée d’Arts de Nantes;Nantes;44;47.2195;-1.5473
Musée d’histoire de Nantes – château des ducs de Bretagne;Nantes;44;47.2161;-1.5497
Musée Jean-Lurçat et de la tapisserie contemporaine;Angers;49;47.4770;-0.5570
Musée des Beaux-Arts d’Orléans;Orléans;45;47.9026;1.9100
Musée des Beaux-Arts de Tours;Tours;37;47.3952;0.6945
Musée Sainte-Croix;Poitiers;86;46.5793;0.3478
Musée d’Aquitaine;Bordeaux;33;44.8355;-0.5752
Musée basque et de l’histoire de Bayonne;Bayonne;64;43.4917;-1.4738
Musée national et domaine du château de Pau;Pau;64;43.2947;-0.3751
Musée Toulouse-Lautrec;Albi;81;43.9288;2.1431
Musée des Augustins;Toulouse;31;43.6008;1.4465
Musée Soulages;Rodez;12;44.3521;2.5690
Musée Fabre;Montpellier;34;43.6117;3.8801
Musée de la Romanité;Nîmes;30;43.8345;4.3607
Musée d’art moderne de Céret;Céret;66;42.4868;2.7487
Mucem – musée des civilisations de l’Europe et de la Méditerranée;Marseille;13;43.2967;5.3610
Musée Granet;Aix-en-Provence;13;43.5250;5.4527
Musée départemental Arles antique;Arles;13;43.6727;4.6165
Musée national Marc-Chagall;Nice;06;43.7092;7.2695
Musée Matisse;Nice;06;43.7196;7.2757
Musée national Fernand-Léger;Biot;06;43.6199;7.1119
Musée de Grenoble;Grenoble;38;45.1949;5.7323
Musée des Beaux-Arts de Lyon;Lyon;69;45.7670;4.8337
Musée des Confluences;Lyon;69;45.7328;4.8180
Musée d’art Roger-Quilliot;Clermont-Ferrand;63;45.7967;3.1146
Musée des Beaux-Arts de Dijon;Dijon;21;47.3214;5.0420
Musée Rolin;Autun;71;46.9453;4.2998
Musée des Beaux-Arts et d’Archéologie;Besançon;25;47.2404;6.0225
Musée du Temps;Besançon;25;47.2349;6.0272
Musée Courbet;Ornans;25;47.1056;6.1440
Musée Unterlinden;Colmar;68;48.0798;7.3556
Musée d’Art moderne et contemporain;Strasbourg;67;48.5797;7.7361
Musée des Beaux-Arts de Nancy;Nancy;54;48.6934;6.1826
Musée de la Cour d’Or;Metz;57;49.1208;6.1783
Palais Fesch – musée des Beaux-Arts;Ajaccio;2A;41.9216;8.7386
Musée de la Corse;Corte;2B;42.3043;9.1504
Musée Schœlcher;Pointe-à-Pitre;971;16.2379;-61.5364
Musée Léon-Dierx;Saint-Denis;974;-20.8862;55.4498
""")

MONUMENTS = rows("""
Abbaye du Mont-Saint-Michel;Le Mont-Saint-Michel;50;XIe siècle;48.6361;-1.5115
Arc de triomphe;Paris;75;XIXe siècle;48.8738;2.2950
Panthéon;Paris;75;XVIIIe siècle;48.8462;2.3464
Sainte-Chapelle;Paris;75;XIIIe siècle;48.8554;2.3450
Conciergerie;Paris;75;XIVe siècle;48.8559;2.3456
Hôtel de la Marine;Paris;75;XVIIIe siècle;48.8676;2.3230
Château de Vincennes;Vincennes;94;XIVe siècle;48.8427;2.4359
Basilique cathédrale de Saint-Denis;Saint-Denis;93;XIIe siècle;48.9354;2.3598
Villa Savoye;Poissy;78;XXe siècle;48.9244;2.0282
Château de Rambouillet;Rambouillet;78;XVIIIe siècle;48.6466;1.8180
Château de Pierrefonds;Pierrefonds;60;XIXe siècle;49.3470;2.9803
Cité internationale de la langue française;Villers-Cotterêts;02;XVIe siècle;49.2540;3.0930
Château d’Angers;Angers;49;XIIIe siècle;47.4702;-0.5599
Château d’Azay-le-Rideau;Azay-le-Rideau;37;XVIe siècle;47.2590;0.4658
Palais Jacques-Cœur;Bourges;18;XVe siècle;47.0843;2.3938
Maison de George Sand;Nohant-Vic;36;XVIIIe siècle;46.5977;1.9830
Alignements de Carnac;Carnac;56;Néolithique;47.5957;-3.0828
Cairn de Barnenez;Plouezoc’h;29;Néolithique;48.6676;-3.8587
Tours de La Rochelle;La Rochelle;17;XIVe siècle;46.1558;-1.1533
Château d’Oiron;Oiron;79;XVIe siècle;46.9494;-0.0802
Château d’If;Marseille;13;XVIe siècle;43.2799;5.3256
Abbaye de Montmajour;Arles;13;XIIe siècle;43.7056;4.6640
Château et remparts de la cité de Carcassonne;Carcassonne;11;XIIIe siècle;43.2063;2.3637
Forteresse de Salses;Salses-le-Château;66;XVe siècle;42.8397;2.9194
Tours et remparts d’Aigues-Mortes;Aigues-Mortes;30;XIIIe siècle;43.5683;4.1897
Fort Saint-André;Villeneuve-lès-Avignon;30;XIVe siècle;43.9661;4.7986
Abbaye de Cluny;Cluny;71;XIIe siècle;46.4343;4.6592
Monastère royal de Brou;Bourg-en-Bresse;01;XVIe siècle;46.1978;5.2364
Château de Bussy-Rabutin;Bussy-le-Grand;21;XVIIe siècle;47.5603;4.5258
Place forte de Mont-Dauphin;Mont-Dauphin;05;XVIIe siècle;44.6686;6.6246
Abbaye du Thoronet;Le Thoronet;83;XIIe siècle;43.4604;6.2638
Trophée d’Auguste;La Turbie;06;Ier siècle avant notre ère;43.7455;7.4007
""")

FESTIVALS = rows("""
Festival d’Avignon;Avignon;84;spectacle vivant;juillet;1947
Festival d’Aix-en-Provence;Aix-en-Provence;13;musique;juillet;1948
Festival de Cannes;Cannes;06;cinéma;mai;1946
Rencontres d’Arles;Arles;13;photographie;juillet;1970
Festival international de la bande dessinée;Angoulême;16;livre;janvier;1974
Les Vieilles Charrues;Carhaix-Plouguer;29;musique;juillet;1992
Festival interceltique;Lorient;56;musique;août;1971
Les Eurockéennes;Belfort;90;musique;juillet;1989
Les Francofolies;La Rochelle;17;musique;juillet;1985
Le Printemps de Bourges;Bourges;18;musique;avril;1977
Les Trans Musicales;Rennes;35;musique;décembre;1979
Hellfest;Clisson;44;musique;juin;2006
Les Chorégies;Orange;84;musique;juillet;1869
Jazz à Vienne;Vienne;38;musique;juin;1981
Jazz in Marciac;Marciac;32;musique;juillet;1978
Les Nuits de Fourvière;Lyon;69;spectacle vivant;juin;1946
La Folle Journée;Nantes;44;musique;janvier;1995
Étonnants Voyageurs;Saint-Malo;35;livre;mai;1990
Visa pour l’image;Perpignan;66;photographie;septembre;1989
Festival mondial de la marionnette;Charleville-Mézières;08;spectacle vivant;septembre;1961
Festival international du film d’animation;Annecy;74;cinéma;juin;1960
Festival international du court métrage;Clermont-Ferrand;63;cinéma;février;1979
Chalon dans la rue;Chalon-sur-Saône;71;spectacle vivant;juillet;1987
Festival international de musique;Besançon;25;musique;septembre;1948
Rock en Seine;Saint-Cloud;92;musique;août;2003
La Route du Rock;Saint-Malo;35;musique;août;1991
Art Rock;Saint-Brieuc;22;musique;mai;1983
""")

HERITAGE_DAYS = rows("""
2015;Patrimoine du XXIe siècle, une histoire d’avenir
2016;Patrimoine et citoyenneté
2017;Jeunesse et patrimoine
2018;L’art du partage
2019;Arts et divertissement
2020;Patrimoine et éducation : apprendre pour la vie
2021;Patrimoine pour tous
2022;Patrimoine durable
2023;Patrimoine vivant et patrimoine du sport
2024;Patrimoine des itinéraires, des réseaux et des connexions, et patrimoine maritime
2025;Patrimoine architectural
""")

BRITTANY_VENUES = rows("""
Théâtre national de Bretagne;Rennes;35;centre dramatique national
Opéra de Rennes;Rennes;35;théâtre lyrique d’intérêt national
Le Triangle;Rennes;35;scène conventionnée
L’Antipode;Rennes;35;scène de musiques actuelles
L’Aire libre;Saint-Jacques-de-la-Lande;35;scène conventionnée
La Nouvelle Vague;Saint-Malo;35;scène de musiques actuelles
Le Quartz;Brest;29;scène nationale
La Carène;Brest;29;scène de musiques actuelles
Le Fourneau;Brest;29;centre national des arts de la rue
Théâtre de Cornouaille;Quimper;29;scène nationale
Théâtre de Lorient;Lorient;56;centre dramatique national
Hydrophone;Lorient;56;scène de musiques actuelles
Les Scènes du Golfe;Vannes;56;scène conventionnée
La Passerelle;Saint-Brieuc;22;scène nationale
Bonjour Minuit;Saint-Brieuc;22;scène de musiques actuelles
Le Carré magique;Lannion;22;pôle national cirque
""")

BESANCON_LIBRARIES = rows("""
Bibliothèque d’étude et de conservation;Centre ancien;47.2338;6.0296
Médiathèque Pierre-Bayle;Centre ancien;47.2399;6.0245
Médiathèque Nelson-Mandela;Planoise;47.2278;5.9690
Médiathèque Aimé-Césaire;Clairs-Soleils;47.2437;6.0570
Bibliothèque de Montrapon;Montrapon;47.2486;6.0070
Bibliothèque de Palente;Palente;47.2610;6.0530
""")
