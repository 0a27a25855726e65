/** Why a line of a statement, or an entry of a camt.053, was not taken. */
export const STATEMENT_FAULTS = [
  'dayUnreadable',
  'dayMissing',
  'amountUnreadable',
  'amountMissing',
  'amountOnBothSides',
  'amountOfZero',
  'directionUnreadable',
  'otherCurrency',
  'unreadableCharacters',
  'quoteNeverClosed',
  'tooLong',
  'tooManyCells',
] as const
export type StatementFault = (typeof STATEMENT_FAULTS)[number]

/** A line of a CSV, or an entry of a camt.053, by its place from 1; `detail` is what it says instead. */
export type RefusedLine = { line: number; code: StatementFault; detail?: string }

/** A movement as a statement tells it. */
export type ReadMovement = {
  line: number
  bookedOn: string
  valueOn: string | null
  cents: number
  otherName: string
  otherIban: string
  text: string
  reference: string
  reversal: boolean
  /** The bank's own number; empty when it gives none. */
  bankReference: string
}

/** What a column of a CSV can be. `debit` and `credit` go together; `amount` has its sign, or `direction` says it. */
export const CSV_FIELDS = [
  'bookedOn',
  'valueOn',
  'amount',
  'debit',
  'credit',
  'direction',
  'name',
  'text',
  'detail',
  'reference',
  'bankReference',
  'iban',
  'currency',
] as const
export type CsvField = (typeof CSV_FIELDS)[number]
export type CsvColumns = Partial<Record<CsvField, number>>

/** How a CSV is read: banks write some lines before the headings. */
export type CsvLayout = {
  encoding: 'utf-8' | 'windows-1252' | 'utf-16le'
  separator: ';' | ',' | '\t' | '|'
  headingLine: number
  headings: string[]
  columns: CsvColumns
}

/** What a statement needs and no column gives. */
export function missingColumns({ bookedOn, amount, debit, credit }: CsvColumns): ('bookedOn' | 'amount')[] {
  const hasAmount = amount !== undefined || (debit !== undefined && credit !== undefined)
  return [...(bookedOn === undefined ? (['bookedOn'] as const) : []), ...(hasAmount ? [] : (['amount'] as const))]
}

export type Keyed = ReadMovement & { key: string }

/**
 * Each movement with the key it is known by on its account, whatever file tells it: day, amount, the bank's number or what
 * the line says, and its turn among those of that day that say the same. Two coffees on one day are two movements.
 */
export function keyed(movements: readonly ReadMovement[]): Keyed[] {
  const turns = new Map<string, number>()
  return movements.map(movement => {
    const { bookedOn, cents, bankReference, otherName, text, reference } = movement
    const said = bankReference || [otherName, text, reference].join(' ').replace(/\s+/g, ' ').trim().slice(0, 300)
    const base = `${bookedOn} ${cents} ${said}`
    const turn = (turns.get(base) ?? 0) + 1
    turns.set(base, turn)
    return { ...movement, key: turn === 1 ? base : `${base} #${turn}` }
  })
}
