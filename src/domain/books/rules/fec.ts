import { addDays, day, isoDay } from '../../../values/day.ts'

/** The columns of the FEC, in their order and with their names. Source: LPF art. A47 A-1, VII. */
export const FEC_COLUMNS = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const

export const FEC_ENCODINGS = ['utf-8', 'iso-8859-15'] as const
export type FecEncoding = (typeof FEC_ENCODINGS)[number]

/** The first and last day of the fiscal year that ends in a year. */
export function fiscalYearDays(year: number, startMonth: number): { from: string; to: string } {
  const first = (of: number) => day(`${of}-${String(startMonth).padStart(2, '0')}-01`)
  const begins = startMonth > 1 ? year - 1 : year
  return { from: isoDay(first(begins)), to: isoDay(addDays(first(begins + 1), -1)) }
}

/** `123456789FEC20261231.txt`: who, and the last day of the fiscal year. */
export const fecName = (siren: string, closesOn: string): string => `${siren}FEC${closesOn.replaceAll('-', '')}.txt`

/** What makes a file that the tax office would refuse; each stops it from leaving. */
export const FEC_FAULTS = [
  'siren', // who sells is not named by nine digits
  'empty', // nothing was written in the year
  'unbalanced', // entries whose debit is not their credit
  'gaps', // numbers that are missing
  'outside', // lines dated outside the fiscal year
  'backwards', // entries validated before one of a smaller number
  'form', // lines whose account, piece or label has not the form
  'missing', // documents and payments of the year that are not in the books
] as const
export type FecFault = (typeof FEC_FAULTS)[number]
