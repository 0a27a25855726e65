import { Button, Group } from '@mantine/core'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { day, daysBetween } from '../../../values/day.ts'
import { paymentsWords } from '../labels/screens.ts'
import classes from './payments.module.css'

export type OpenDocument = {
  id: string
  number: string
  dueOn: string | null
  customerId: string
  customer: string
  currency: string
  openCents: number
  proposedCents: number
}

/** Cents by document. */
export type Shares = Record<string, number>

export const sumOf = (shares: Shares) => Object.values(shares).reduce((sum, cents) => sum + cents, 0)
export const proposedOf = (documents: readonly OpenDocument[]): Shares =>
  Object.fromEntries(documents.filter(one => one.proposedCents !== 0).map(one => [one.id, one.proposedCents]))
export const allocationsOf = (shares: Shares) =>
  Object.entries(shares).flatMap(([invoiceId, cents]) => (cents === 0 ? [] : [{ invoiceId, cents }]))

type Props = {
  documents: readonly OpenDocument[]
  /** They are still being read. */
  reading?: boolean
  /** What there is to allocate. */
  cents: number
  /** Of it, and of the documents. */
  currency: string
  shares: Shares
  onChange(shares: Shares): void
  onPropose(): void
}

/** The open documents of who pays, each with what is paid of it here; below, what is left, as it is typed. */
export function OpenDocuments({ documents, reading = false, cents, currency, shares, onChange, onPropose }: Props) {
  const words = useLabels(paymentsWords)
  const { loading } = useLabels(commonWords)
  const format = useFormat()
  const customers = [...Map.groupBy(documents, ({ customerId }) => customerId).values()]
  const left = cents - sumOf(shares)
  const over = left !== 0 && Math.sign(left) !== Math.sign(cents)
  return (
    <section className={classes.openDocuments}>
      <div className={classes.heading}>
        <h3>{words.documents}</h3>
        {documents.length > 0 && (
          <Group gap={4}>
            <Button variant="subtle" size="compact-sm" onClick={onPropose}>
              {words.propose}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => onChange({})}>
              {words.clear}
            </Button>
          </Group>
        )}
      </div>
      {documents.length === 0 && <p className={classes.hint}>{reading ? loading : words.noDocuments(currency)}</p>}
      {customers.map(own => (
        <DocumentTable
          key={own[0]!.customerId}
          documents={own}
          named={customers.length > 1}
          shares={shares}
          onChange={onChange}
        />
      ))}
      <p className={classes.left} role="status" data-over={over || undefined}>
        <span>{words.remaining}</span>
        <strong className={over ? classes.late : undefined}>
          {over ? words.tooMuch(format.money(Math.abs(left), currency)) : format.money(left, currency)}
        </strong>
      </p>
    </section>
  )
}

function DocumentTable({
  documents,
  named,
  shares,
  onChange,
}: Pick<Props, 'documents' | 'shares' | 'onChange'> & { named: boolean }) {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  return (
    <>
      {named && <div className={classes.who}>{documents[0]!.customer}</div>}
      <table className={classes.documents}>
        <thead>
          <tr>
            <th scope="col">{words.document}</th>
            <th scope="col">{words.toPay}</th>
            <th scope="col">{words.paid}</th>
          </tr>
        </thead>
        <tbody>
          {documents.map(document => (
            <tr key={document.id}>
              <td>
                {document.number}
                <div className={classes.hint}>
                  <DueOn on={document.dueOn} />
                </div>
              </td>
              <td>{format.money(document.openCents, document.currency)}</td>
              <td>
                <AmountField
                  name={`shares.${document.id}`}
                  label={`${words.paid} ${document.number}`}
                  currency={document.currency}
                  value={shares[document.id] ?? null}
                  onChange={cents => onChange({ ...shares, [document.id]: cents ?? 0 })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function DueOn({ on }: { on: string | null }) {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const { today } = useSession()
  if (!on) return null
  const late = daysBetween(day(on), day(today))
  if (late <= 0) return words.due(format.day(on))
  return <span className={classes.late}>{words.late(format.many(late, words.day, words.days))}</span>
}
