import { labels } from '../../../values/labels.ts'

type Mailed = {
  title: string
  issue: string
  run: number
  on: string
  sender: string
  note: string
  lineCount: number
  copyCount: number
  files: readonly { name: string; lineCount: number; copyCount: number; byteCount: number; sha256: string }[]
}

const listed = (files: Mailed['files'], words: (file: Mailed['files'][number]) => string) =>
  files.map(file => `— ${file.name}\n  ${words(file)}\n  SHA-256 ${file.sha256}`).join('\n\n')
const noted = (note: string) => (note === '' ? '' : `${note}\n\n`)

/** The message that carries the files of a run to its mailing house. */
export const mailToHouse = labels(
  {
    subject: (title: string, issue: string, run: number) =>
      `Fichier d’adresses\u00a0: ${title}${issue ? ` n°\u00a0${issue}` : ''}, expédition ${run}`,
    text: (of: Mailed) =>
      `Bonjour,\n\nVeuillez trouver ci-joint le fichier d’adresses de ${of.title}${of.issue ? ` n°\u00a0${of.issue}` : ''} (expédition ${of.run} du ${of.on.split('-').reverse().join('/')}).\n\n${noted(of.note)}Au total\u00a0: ${of.lineCount} lignes, ${of.copyCount} exemplaires.\n\n${listed(of.files, file => `${file.lineCount} lignes, ${file.copyCount} exemplaires, ${file.byteCount} octets`)}\n\nMerci de nous confirmer le nombre de lignes reçues.\n\n${of.sender}\n`,
  },
  {
    subject: (title: string, issue: string, run: number) =>
      `Address file: ${title}${issue ? ` issue ${issue}` : ''}, dispatch run ${run}`,
    text: (of: Mailed) =>
      `Hello,\n\nPlease find attached the address file of ${of.title}${of.issue ? ` issue ${of.issue}` : ''} (dispatch run ${of.run} of ${of.on}).\n\n${noted(of.note)}In all: ${of.lineCount} lines, ${of.copyCount} copies.\n\n${listed(of.files, file => `${file.lineCount} lines, ${file.copyCount} copies, ${file.byteCount} bytes`)}\n\nPlease confirm how many lines you received.\n\n${of.sender}\n`,
  },
)

/** Words of the manifest of a run as a file. */
export const manifestWords = labels(
  {
    what: 'Comptage',
    which: 'Détail',
    lines: 'Plis',
    copies: 'Exemplaires',
    grams: 'Grammes',
    part: 'Fichier',
    country: 'Pays',
    department: 'Département',
    weight: 'Poids du pli',
    unweighed: 'non pesé',
    total: 'Total',
  },
  {
    what: 'Count',
    which: 'Which',
    lines: 'Envelopes',
    copies: 'Copies',
    grams: 'Grams',
    part: 'File',
    country: 'Country',
    department: 'Department',
    weight: 'Weight of an envelope',
    unweighed: 'not weighed',
    total: 'Total',
  },
)
