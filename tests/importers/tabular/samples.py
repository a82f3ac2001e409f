"""Tables as operators' portals export them, typed out: source 002 for La Station, others after their descriptions."""

STATION_TITLES = "Type;Date;N° de facture;Montant HT (€);Montant TTC (€);Souscripteur;Code Client"
STATION = """\
Type;Date;N° de facture;Montant HT (€);Montant TTC (€);Souscripteur;Code Client
Facture;27/05/2022;62274737;56 267,25;67 520,70;Client 1;00002501
Avoir;27/05/2022;62274457;-56 267,25;;Client 1;00002501
Facture;17/05/2022;62268557;4 270,00;;Client 1;00002501
Facture;11/05/2022;62265031;56 267,25;67 520,70;Client 1;00002501
Facture;09/05/2022;62248703;399,70;399,70;Client 1;00002501
Facture;09/05/2022;62251966;168,48;176,88;Client 1;00002501
"""
STATION_LINES = """\
N° de facture;Date;N° BDC;Libellé article;Quantité;PU HT (€);TVA;Montant HT (€)
62268557;17/05/2022;39624522;COURRIER INDUSTRIEL;40 722;0,1046616;;4 262,06
62268557;17/05/2022;39624522;COURRIER-FRAIS DIVERS;1;16,35;;16,35
"""
MULTI_CF = """\
Radical;CF;N° de facture;Date de facture;Rubrique;Libellé;Utilisateur;N° de ligne;Quantité;Montant HT
R1;CF 2;B-1;05/11/2026;Abonnements;Forfait Pro;Zoé Lefèvre;06 12 34 56 78;1;25,00
R1;CF 2;B-1;05/11/2026;Services en option;Option Monde (prorata);Zoé Lefèvre;06 12 34 56 78;1;-1,2345
R1;CF 2;B-1;05/11/2026;Communications;Dépassement option Data;Zoé Lefèvre;06 12 34 56 78;3;0,4545
R1;CF 7;B-2;05/11/2026;Équipements;Coque;Ali Ben;07 11 22 33 44;1;14,90
R1;CF 7;B-2;05/11/2026;Actes ponctuels;Frais de mise en service;Ali Ben;07 11 22 33 44;1;5,10
"""
AIRCALL = """\
Name,Date,Type,Amount,Status
INV-2026-0007,2026-11-05,Invoice,"€1,234.50",Paid
CN-2026-0001,2026-11-06,Credit note,20.00,Paid
"""
TRANSATEL = """\
Invoice number,Invoice date,MSISDN,ICCID,Category,Label,Quantity,Cost,Currency
TRA-77,2026-11-01,,,Recurring charges,Platform fee,1,150.00,EUR
TRA-77,2026-11-01,33612345678,8933150319000000000,Usage,Data EU,12.5,0.012345,EUR
"""
TRANSATEL_NAME = "TransatelBillDetails_ATELIER-ROCHE_202610.csv"
