import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { invoicingContract } from '../../invoicing/contract.ts'
import type { VatCategory } from '../../invoicing/rules/document.ts'
import { creditNoteWords } from '../labels/credit-note.ts'
import { ServiceChoice, type StopValues } from './after-stop.part.tsx'
import classes from './credit-note.module.css'
import { Dialog } from './dialog.part.tsx'
import { ReasonAndDay, startOfStop, useRemaining } from './stop.form.tsx'

const invoices = apiOf('invoices', invoicingContract)
const SCOPES = ['whole', 'lines', 'amount'] as const

type Supply = 'goods' | 'services'
type Rate = {
  vatCategory: VatCategory
  vatRateBps: number
  grossCents: number
  supplies: readonly { supply: Supply; cents: number }[]
}
/** An issued document, and what is left of it to take back. */
export type Creditable = {
  id: string
  kind: string
  number: string | null
  cancelledOn: string | null
  currency: string
  lines: readonly { id: string; label: string; productCode: string | null; leftCents: number }[]
  left: readonly Rate[]
}

type CreditValues = StopValues & {
  scope: (typeof SCOPES)[number]
  /** What is taken back of each line, tax included; absent: nothing. */
  lines: Record<string, number | null>
  /** Likewise of each part that is left, by its key. */
  amounts: Record<string, number | null>
}
type Answer = { number: string; creditNote: { id: string; number: string } | null }

type Part = { key: string; rate: Rate; supply: Supply | undefined; cents: number }

/** What is left by rate, of goods and of services apart where both were sold at it. */
const partsOf = ({ left }: Creditable): Part[] =>
  left.flatMap((rate): Part[] => {
    const key = `${rate.vatCategory} ${rate.vatRateBps}`
    if (rate.supplies.length < 2) return [{ key, rate, supply: undefined, cents: rate.grossCents }]
    return rate.supplies.map(({ supply, cents }) => ({ key: `${key} ${supply}`, rate, supply, cents }))
  })

const said = (of: Creditable, { scope, reason, on, service, lastIssueId, ...values }: CreditValues) => ({
  id: of.id,
  reason,
  on: on ?? undefined,
  service: scope === 'amount' ? ('keep' as const) : service,
  lastIssueId: service === 'stop-after-issue' ? (lastIssueId ?? undefined) : undefined,
  ...(scope === 'lines'
    ? { lines: Object.entries(values.lines).flatMap(([lineId, cents]) => (cents ? [{ lineId, cents }] : [])) }
    : {}),
  ...(scope === 'amount'
    ? {
        amounts: partsOf(of).flatMap(({ key, rate: { vatCategory, vatRateBps }, supply }) => {
          const cents = values.amounts[key]
          return cents ? [{ vatCategory, vatRateBps, supply, cents }] : []
        }),
      }
    : {}),
})

/** Takes back all, lines or an amount of an invoice, and says what becomes of what it sold. Source: L-2, X-22, X-23. */
export function CreditNote({ of, onDone }: { of: Creditable; onDone(): void }) {
  const words = useLabels(creditNoteWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const { today } = useSession()
  const remaining = useRemaining({ invoiceId: of.id })
  const form: RecordForm<CreditValues> = useRecordForm<CreditValues, Answer>({
    initial: { ...startOfStop(today), scope: 'whole', lines: {}, amounts: {} },
    input: values => said(of, values),
    schema: invoicingContract.credit['~orpc'].inputSchema,
    save: (input, saving) =>
      form.values.scope === 'whole' ? invoices.cancel.call(input, saving) : invoices.credit.call(input, saving),
    onSaved: ({ number, creditNote }) => {
      const link = creditNote && { to: path(`invoices/${creditNote.id}`), label: words.open }
      notify.done(creditNote ? words.issued(creditNote.number, number) : words.marked(number), link ? { link } : {})
      refresh()
      onDone()
    },
  })
  const { scope } = form.values
  return (
    <Dialog title={words.title(of.number ?? '')} onClose={onDone}>
      <FormFrame form={form} submit={words.issue} onCancel={onDone}>
        <ReasonAndDay form={form} />
        <SwitchField
          name="scope"
          label={words.scope}
          value={scope}
          onChange={value => form.set({ scope: value })}
          options={SCOPES.map(value => ({ value, label: words.scopes[value] }))}
        />
        {scope === 'lines' && <Lines of={of} form={form} />}
        {scope === 'amount' && <Amounts of={of} form={form} />}
        {scope !== 'amount' && remaining && remaining.titleIds.length > 0 && (
          <ServiceChoice form={form} remaining={remaining} />
        )}
      </FormFrame>
    </Dialog>
  )
}

type PartProps = { of: Creditable; form: RecordForm<CreditValues> }

/** Which lines, and how much of each; all that is left of one when it is chosen. */
function Lines({ of, form: { values, set } }: PartProps) {
  const words = useLabels(creditNoteWords)
  const format = useFormat()
  const take = (id: string, cents: number | null | undefined) => {
    const { [id]: _, ...others } = values.lines
    set({ lines: cents === undefined ? others : { ...others, [id]: cents } })
  }
  return (
    <div className={classes.lines}>
      {of.lines
        .filter(({ leftCents }) => leftCents > 0)
        .map(({ id, label, productCode, leftCents }) => (
          <div key={id} className={classes.line}>
            <CheckField
              name={`line-${id}`}
              label={[productCode, label].filter(Boolean).join(' · ')}
              description={words.ofAtMost(format.money(leftCents, of.currency))}
              value={id in values.lines}
              onChange={chosen => take(id, chosen ? leftCents : undefined)}
            />
            {id in values.lines && (
              <AmountField
                name={`taken-${id}`}
                label={words.taken}
                currency={of.currency}
                value={values.lines[id] ?? null}
                onChange={cents => take(id, cents)}
              />
            )}
          </div>
        ))}
    </div>
  )
}

/** How much at each rate, of no line in particular. */
function Amounts({ of, form: { values, set, errorAt } }: PartProps) {
  const words = useLabels(creditNoteWords)
  const format = useFormat()
  return partsOf(of)
    .filter(({ cents }) => cents > 0)
    .map(({ key, rate, supply, cents }) => (
      <AmountField
        key={key}
        name={`amount-${key}`}
        label={words.rate(format.percent(rate.vatRateBps), supply && words.supplies[supply])}
        description={words.ofAtMost(format.money(cents, of.currency))}
        currency={of.currency}
        value={values.amounts[key] ?? null}
        error={errorAt('amounts')}
        onChange={taken => set({ amounts: { ...values.amounts, [key]: taken } })}
      />
    ))
}
