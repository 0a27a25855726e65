import { labels } from '../../../values/labels.ts'

/** What an archive of the sealed journal says of itself to who opens it in ten years. */
export const archiveWords = labels(
  {
    readme: (company: string, from: string, to: string) => `ARCHIVE DU JOURNAL SCELLÉ
${company}, du ${from} au ${to}

Cette archive contient ce que la loi demande de garder (article 286, I, 3° bis du code général
des impôts)\u00a0: chaque facture, avoir, acompte, règlement et lettrage scellé pendant cette période, et
les clôtures journalières, mensuelles et annuelles. Elle se lit et se vérifie sans Facteur.

CONTENU
  entries/*.jsonl    une écriture par ligne, en JSON (UTF-8), dans l’ordre de leurs numéros
  closings/*.json    une clôture par fichier, avec les totaux de la période, de l’exercice
                     et depuis l’origine\u202f; son nom commence par day (jour), month (mois), year (exercice)
  closings/*.sig     la signature Ed25519 du fichier .json de même nom (64 octets)
  keys/*.pem         les clés publiques\u202f; le nom est le début de l’empreinte SHA-256 de la clé
  manifest.json      la liste des fichiers avec leur empreinte SHA-256\u202f; manifest.sig la signe
  papers/*.pdf       les factures, avoirs et acomptes (Factur-X), si l’archive a été demandée avec eux
  check.mjs          le vérificateur

VÉRIFIER, AVEC NODE (18 ou plus récent)
  tar xf ARCHIVE.tar && node check.mjs
La dernière ligne dit «\u202fOK\u202f» ou le nombre d’anomalies, chacune nommée. Comparez aussi les clés
affichées avec celles que la société a fait connaître (écran «\u202fJournal scellé\u202f», attestation).

VÉRIFIER À LA MAIN, AVEC OPENSSL
  openssl pkeyutl -verify -pubin -inkey keys/CLÉ.pem -rawin -in manifest.json -sigfile manifest.sig
  openssl pkeyutl -verify -pubin -inkey keys/CLÉ.pem -rawin -in closings/X.json -sigfile closings/X.sig
  sha256sum entries/000001.jsonl     à comparer avec manifest.json
La clé d’un fichier est dite par son champ keyId.

L’EMPREINTE D’UNE ÉCRITURE est le SHA-256, en hexadécimal, de douze champs en UTF-8 séparés par
un saut de ligne (LF)\u00a0: facteur-journal-1, company.id (du manifeste), l’empreinte de l’écriture d’avant
(previousHash du manifeste pour la première), puis les champs de la ligne\u00a0: sequence, kind, recordId, on,
sealedOn, at, by, grossCents, facts. Le champ facts est pris tel quel, octet pour octet. Le dernier
champ n’est suivi de rien.

LES CHAMPS  sequence\u00a0: numéro, sans trou. kind\u00a0: invoice (facture), credit-note (avoir), deposit
(acompte), payment (règlement), allocation (lettrage), key (clé), archive. on\u00a0: date de la pièce.
sealedOn, at\u00a0: jour et instant du scellement. by\u00a0: initiales. grossCents\u00a0: montant en
centimes de la devise que dit currency dans facts, d’euro si rien n’y est dit.
facts\u00a0: ce que dit la pièce. hash\u00a0: l’empreinte.
`,
  },
  {
    readme: (company: string, from: string, to: string) => `ARCHIVE OF THE SEALED JOURNAL
${company}, from ${from} to ${to}

This archive holds what French law wants kept (CGI art. 286, I, 3° bis): every invoice, credit note,
deposit, payment and allocation sealed in this period, and the closings of days, months and fiscal
years. It is read and checked without Facteur.

CONTENT
  entries/*.jsonl    an entry a line, in JSON (UTF-8), in the order of their numbers
  closings/*.json    a closing a file, with the totals of the period, of the fiscal year and since
                     the beginning; its name begins with day, month or year
  closings/*.sig     the Ed25519 signature of the .json file of the same name (64 bytes)
  keys/*.pem         the public keys; the name is the beginning of the SHA-256 of the key
  manifest.json      the list of files with their SHA-256; manifest.sig signs it
  papers/*.pdf       invoices, credit notes and deposits (Factur-X), if the archive was asked with them
  check.mjs          the checker

CHECK WITH NODE (18 or newer)
  tar xf ARCHIVE.tar && node check.mjs
The last line says "OK" or how many faults there are, each named. Compare the keys shown with those
the company made known (screen "Sealed journal", attestation) as well.

CHECK BY HAND WITH OPENSSL
  openssl pkeyutl -verify -pubin -inkey keys/KEY.pem -rawin -in manifest.json -sigfile manifest.sig
  openssl pkeyutl -verify -pubin -inkey keys/KEY.pem -rawin -in closings/X.json -sigfile closings/X.sig
  sha256sum entries/000001.jsonl     compare with manifest.json
The key of a file is said by its field keyId.

THE HASH OF AN ENTRY is the SHA-256, in hexadecimal, of twelve fields in UTF-8 apart by a line feed (LF):
facteur-journal-1, company.id (of the manifest), the hash of the entry before (previousHash of the
manifest for the first), then the fields of the line: sequence, kind, recordId, on, sealedOn, at, by,
grossCents, facts. The field facts is taken as it is, byte for byte. Nothing follows the last field.

THE FIELDS  sequence: number, without gap. kind: invoice, credit-note, deposit, payment, allocation,
key, archive. on: day of the document. sealedOn, at: day and instant of sealing. by: initials.
grossCents: amount in cents of the currency that facts say, of the euro if they say
none. facts: what the document says. hash: the hash.
`,
  },
)
