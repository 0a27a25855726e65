import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { termWords } from '../labels/term-screens.ts'
import type { Term } from './contract-api.part.ts'
import classes from './contracts.module.css'

/** The document of a term: a draft is taken up where it is written, an issued one is read. */
export function TermInvoice({ of }: { of: Term }) {
  const words = useLabels(termWords)
  if (of.invoiceId === null) return null
  return of.state === 'drafted' ? (
    <RecordLink to={`invoices/${of.invoiceId}/edit`}>{words.draft}</RecordLink>
  ) : (
    <RecordLink to={`invoices/${of.invoiceId}`}>{of.invoiceNumber ?? words.invoice}</RecordLink>
  )
}

/** Invoices that a term had before, and that were taken back. */
export function EarlierInvoices({ of }: { of: Term }) {
  const words = useLabels(termWords)
  return of.earlierInvoices.map(({ id, number }) => (
    <RecordLink key={id} to={`invoices/${id}`}>
      {number ?? words.invoice}{' '}
    </RecordLink>
  ))
}

/** From its first day to its last. */
export function TermPeriod({ of }: { of: Pick<Term, 'startsOn' | 'endsOn'> }) {
  const format = useFormat()
  return (
    <span className={classes.nowrap}>
      {format.day(of.startsOn)} – {format.day(of.endsOn)}
    </span>
  )
}
