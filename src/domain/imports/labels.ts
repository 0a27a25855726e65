import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'
import { fieldWords } from './labels/fields.ts'
import { toldSentences } from './labels/told.ts'
import type { Told } from './rules/check.ts'

/** What is told of a line as a sentence, its column before it. */
export function toldInWords({ field, code, values = {} }: Told, language: Language): string {
  const sentence = toldSentences[language][code] ?? code
  const text = typeof sentence === 'function' ? sentence(values) : sentence
  const column = field ? fieldWords[language][field as 'number'] : undefined
  return column ? `${column}${language === 'fr' ? '\u00a0' : ''}: ${text}` : text
}

export const importsLabels = labels(
  {
    imports: 'Imports',
    import: 'Import',
    works: {
      'imports.read': 'Lecture de',
      'imports.bring-in': 'Import de',
      'imports.undo': 'Annulation de l’import',
    },
    refusedFile: 'refuses',
    reason: 'Raison du refus',
    fields: fieldWords.fr,
    kinds: {
      parties: 'Contacts',
      products: 'Produits',
      invoices: 'Factures',
      purchases: 'Achats',
      runs: 'Expéditions',
      shipments: 'Envois',
    },
    states: {
      uploading: 'Fichier incomplet',
      mapping: 'À vérifier',
      reading: 'Lecture en cours',
      ready: 'Prêt à importer',
      importing: 'Import en cours',
      partial: 'Interrompu',
      imported: 'Importé',
      undoing: 'Annulation en cours',
      undone: 'Annulé',
    },
    takenBack: 'Supprimés',
    linesIn: { good: 'Bonnes', known: 'Déjà là', refused: 'Refusées', made: 'Importées' },
    lineStates: { good: 'Bonne', known: 'Déjà là', refused: 'Refusée', made: 'Importée' },
    columns: {
      fileName: 'Fichier',
      kind: 'Contenu',
      state: 'État',
      lineCount: 'Lignes',
      madeCount: 'Importées',
      knownCount: 'Déjà là',
      refusedCount: 'Refusées',
      createdAt: 'Reçu le',
      createdBy: 'Par',
      line: 'Ligne',
      key: 'Repère',
      told: 'Ce qui en est dit',
      cells: 'Contenu de la ligne',
    },
  },
  {
    imports: 'Imports',
    import: 'Import',
    works: { 'imports.read': 'Reading of', 'imports.bring-in': 'Import of', 'imports.undo': 'Undoing the import of' },
    refusedFile: 'refused',
    reason: 'Why it is refused',
    fields: fieldWords.en,
    kinds: {
      parties: 'Contacts',
      products: 'Products',
      invoices: 'Invoices',
      purchases: 'Purchases',
      runs: 'Dispatch runs',
      shipments: 'Shipments',
    },
    states: {
      uploading: 'File incomplete',
      mapping: 'To check',
      reading: 'Being read',
      ready: 'Ready to bring in',
      importing: 'Being brought in',
      partial: 'Interrupted',
      imported: 'Brought in',
      undoing: 'Being undone',
      undone: 'Undone',
    },
    takenBack: 'Deleted',
    linesIn: { good: 'Good', known: 'Here already', refused: 'Refused', made: 'Brought in' },
    lineStates: { good: 'Good', known: 'Here already', refused: 'Refused', made: 'Brought in' },
    columns: {
      fileName: 'File',
      kind: 'Holds',
      state: 'State',
      lineCount: 'Lines',
      madeCount: 'Brought in',
      knownCount: 'Here already',
      refusedCount: 'Refused',
      createdAt: 'Received on',
      createdBy: 'By',
      line: 'Line',
      key: 'Known by',
      told: 'What is told of it',
      cells: 'What the line holds',
    },
  },
)

/** The tables an import fills or that refer to them, as people name one and many. */
const RECORDS: Record<Language, Record<string, readonly [string, string]>> = {
  fr: {
    shipments: ['envoi', 'envois'],
    product_components: ['offre groupée', 'offres groupées'],
    dispatch_runs: ['expédition', 'expéditions'],
    purchases: ['achat', 'achats'],
    invoices: ['facture', 'factures'],
    invoice_lines: ['ligne de facture', 'lignes de facture'],
    products: ['produit', 'produits'],
    parties: ['contact', 'contacts'],
    different_parties: ['réponse sur des doubles', 'réponses sur des doubles'],
    party_merges: ['fusion de contacts', 'fusions de contacts'],
    mailing_files: ['fichier d’adresses', 'fichiers d’adresses'],
    mailing_profiles: ['profil de fichier', 'profils de fichier'],
    holds: ['suspension', 'suspensions'],
    adjustments: ['ajustement', 'ajustements'],
    duplicate_answers: ['réponse sur des doubles', 'réponses sur des doubles'],
    renewal_notices: ['relance', 'relances'],
    renewal_series: ['série de relances', 'séries de relances'],
    returned_mail: ['retour', 'retours'],
    replacement_requests: ['demande de remplacement', 'demandes de remplacement'],
    titles: ['titre', 'titres'],
  },
  en: {
    shipments: ['shipment', 'shipments'],
    product_components: ['bundle', 'bundles'],
    dispatch_runs: ['dispatch run', 'dispatch runs'],
    purchases: ['purchase', 'purchases'],
    invoices: ['invoice', 'invoices'],
    invoice_lines: ['invoice line', 'invoice lines'],
    products: ['product', 'products'],
    parties: ['contact', 'contacts'],
    different_parties: ['answer about duplicates', 'answers about duplicates'],
    party_merges: ['merge of contacts', 'merges of contacts'],
    mailing_files: ['mailing file', 'mailing files'],
    mailing_profiles: ['file profile', 'file profiles'],
    holds: ['hold', 'holds'],
    adjustments: ['adjustment', 'adjustments'],
    duplicate_answers: ['answer about duplicates', 'answers about duplicates'],
    renewal_notices: ['renewal notice', 'renewal notices'],
    renewal_series: ['renewal series', 'renewal series'],
    returned_mail: ['returned item', 'returned items'],
    replacement_requests: ['replacement request', 'replacement requests'],
    titles: ['title', 'titles'],
  },
}

/** One and many of the records of a table. */
export const recordWords = (record: string, language: Language): readonly [string, string] =>
  RECORDS[language][record] ?? [record, record]

/** « 1 achat », « 3 achats »; without a count, of some. */
function recordsInWords(record: string | number | undefined, language: Language, count?: string | number) {
  const [one, many] = recordWords(String(record ?? ''), language)
  return count === undefined || count === '' ? many : `${count} ${Number(count) > 1 ? many : one}`
}

export const importsRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'imports.partSize': 'Une partie de fichier fait entre 1 octet et 8 Mo.',
    'imports.partTwice': 'Cette partie du fichier est déjà là.',
    'imports.partMissing': ({ expected }) => `La partie ${expected} du fichier manque\u00a0: envoyez-la d’abord.`,
    'imports.alreadyWhole': 'Le fichier est déjà complet.',
    'imports.fileTooLarge': 'Le fichier dépasse 200 Mo\u00a0: coupez-le en plusieurs.',
    'imports.emptyFile': 'Le fichier est vide.',
    'imports.notATable': 'Ce fichier n’est pas un tableau\u00a0: enregistrez-le en CSV ou en XLSX.',
    'imports.notAWorkbook': 'Ce fichier n’est pas un classeur XLSX.',
    'imports.noSheet': 'Ce classeur n’a pas de feuille lisible.',
    'imports.zipBroken': 'Ce classeur est abîmé\u00a0: ouvrez-le dans votre tableur et enregistrez-le de nouveau.',
    'imports.zipTooLarge': 'Ce classeur enfle démesurément à la lecture\u00a0: il est refusé.',
    'imports.xmlBroken': 'Ce classeur est abîmé\u00a0: ouvrez-le dans votre tableur et enregistrez-le de nouveau.',
    'imports.underWay': 'Un travail est en cours sur ce fichier\u00a0: attendez sa fin ou arrêtez-le.',
    'imports.columnUnknown': ({ field }) => `Le champ «\u202f${field}\u202f» ne peut pas être lu dans cette colonne.`,
    'imports.fileForgotten': 'Le contenu de ce fichier a été oublié après 30 jours\u00a0: envoyez-le de nouveau.',
    'imports.hasRecords': 'Des lignes de ce fichier sont importées\u00a0: annulez d’abord l’import.',
    'imports.kindAsked': 'Dites ce que contient le fichier.',
    'imports.columnsMissing': 'Il manque une colonne nécessaire\u00a0: dites laquelle.',
    'imports.notRead': 'Lisez d’abord le fichier\u00a0: rien n’est importé sans avoir été vu.',
    'imports.nothingGood': 'Il n’y a aucune bonne ligne à importer.',
    'imports.alreadyUndone': 'Cet import est déjà annulé.',
    'imports.builtUpon': ({ count, record }) =>
      `Rien n’est annulé\u00a0: depuis, on s’est appuyé sur ce qui a été importé (${recordsInWords(record, 'fr', count)}).`,
    'imports.editedSince': ({ count, names }) =>
      `Rien n’est annulé\u00a0: ${count} ${Number(count) > 1 ? 'enregistrements ont été modifiés' : 'enregistrement a été modifié'} depuis (${names}). Dites s’il faut les supprimer aussi.`,
    'imports.partyUnknown': 'Ce contact n’est pas là.',
    'imports.invoiceUnknown': 'Cette facture n’est pas là.',
    'imports.recipientUnknown': ({ number }) => `Aucun contact ne porte le numéro ${number}.`,
    'imports.productUnknown': ({ product }) => `Le produit «\u202f${product}\u202f» n’est pas là.`,
    'imports.titleUnknown': 'Ce titre n’est pas là.',
    'imports.runUnknown': 'Cette expédition n’est pas là.',
    'imports.purchaseUnknown': 'Cet achat n’est pas là.',
  },
  en: {
    'imports.partSize': 'A part of a file has between 1 byte and 8 MB.',
    'imports.partTwice': 'This part of the file is here already.',
    'imports.partMissing': ({ expected }) => `Part ${expected} of the file is missing: send it first.`,
    'imports.alreadyWhole': 'The file is whole already.',
    'imports.fileTooLarge': 'The file is larger than 200 MB: cut it into several.',
    'imports.emptyFile': 'The file is empty.',
    'imports.notATable': 'This file is not a table: save it as CSV or XLSX.',
    'imports.notAWorkbook': 'This file is not an XLSX workbook.',
    'imports.noSheet': 'This workbook has no readable sheet.',
    'imports.zipBroken': 'This workbook is damaged: open it in your spreadsheet and save it again.',
    'imports.zipTooLarge': 'This workbook grows beyond measure when read: it is refused.',
    'imports.xmlBroken': 'This workbook is damaged: open it in your spreadsheet and save it again.',
    'imports.underWay': 'Work on this file is under way: wait for its end or stop it.',
    'imports.columnUnknown': ({ field }) => `The field “${field}” cannot be read from that column.`,
    'imports.fileForgotten': 'What this file held was forgotten after 30 days: send it again.',
    'imports.hasRecords': 'Lines of this file are brought in: undo the import first.',
    'imports.kindAsked': 'Say what the file holds.',
    'imports.columnsMissing': 'A column that is needed is missing: say which it is.',
    'imports.notRead': 'Read the file first: nothing is brought in unseen.',
    'imports.nothingGood': 'There is no good line to bring in.',
    'imports.alreadyUndone': 'This import is undone already.',
    'imports.builtUpon': ({ count, record }) =>
      `Nothing is undone: since then, something was built on what was brought in (${recordsInWords(record, 'en', count)}).`,
    'imports.editedSince': ({ count, names }) =>
      `Nothing is undone: ${count} ${Number(count) > 1 ? 'records were' : 'record was'} changed since (${names}). Say whether to delete them too.`,
    'imports.partyUnknown': 'This contact is not here.',
    'imports.invoiceUnknown': 'This invoice is not here.',
    'imports.recipientUnknown': ({ number }) => `No contact has the number ${number}.`,
    'imports.productUnknown': ({ product }) => `The product “${product}” is not here.`,
    'imports.titleUnknown': 'This title is not here.',
    'imports.runUnknown': 'This run is not here.',
    'imports.purchaseUnknown': 'This purchase is not here.',
  },
}
