import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { editorWords } from '../labels/editor.ts'
import { type Discount, readDiscount } from '../rules/typed-line.ts'
import classes from './editor.module.css'
import { type Draft, NO_DISCOUNT } from './editor-draft.part.ts'
import { discountShown } from './editor-line.part.tsx'

type Amounts = { netCents: number; vatCents: number; grossCents: number }
export type Counted = Amounts & {
  breakdown: readonly (Amounts & { vatRateBps: number; vatCategory: string })[]
  allowances: readonly (Amounts & { kind: string })[]
}

/** What is taken off or added to the whole document. */
export function EditorWhole({ form }: { form: RecordForm<Draft> }) {
  const words = useLabels(editorWords)
  const { currency } = form.values
  return (
    <div className={classes.whole}>
      <DiscountField
        currency={currency}
        value={form.values.discount}
        error={form.errorAt('allowances')}
        onChange={discount => form.set({ discount })}
      />
      <TextField
        {...form.field('discountReason')}
        label={words.discountOfReason}
        placeholder={words.discountOfDefault}
      />
      <AmountField {...form.field('chargeCents')} currency={currency} label={words.charge} />
      <TextField {...form.field('chargeReason')} label={words.discountOfReason} placeholder={words.chargeReason} />
    </div>
  )
}

type DiscountProps = { value: Discount; currency: string; error: string | undefined; onChange(value: Discount): void }

/** A discount on the whole, typed as on a line. */
function DiscountField({ value, currency, error, onChange }: DiscountProps) {
  const words = useLabels(editorWords)
  const format = useFormat()
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState(false)
  const example = format.money(500, currency)
  const unreadable = typed !== null && readDiscount(typed, currency) === null
  return (
    <TextInput
      name="discount"
      label={words.discountOf}
      placeholder={words.discountHint(example)}
      value={typed ?? discountShown(value, currency, format)}
      error={unreadable && left ? words.notADiscount(example) : error}
      autoComplete="off"
      onChange={event => {
        setLeft(false)
        setTyped(event.currentTarget.value)
        onChange(readDiscount(event.currentTarget.value, currency) ?? NO_DISCOUNT)
      }}
      onBlur={() => {
        setLeft(true)
        if (!unreadable) setTyped(null)
      }}
    />
  )
}

type TotalsProps = { counted: Counted | undefined; currency: string; counting: boolean }

/** What the document comes to, said again whenever it changes. */
export function EditorTotals({ counted, currency, counting }: TotalsProps) {
  const words = useLabels(editorWords)
  const format = useFormat()
  const money = (cents: number) => format.money(cents, currency)
  const deposits = (counted?.allowances ?? [])
    .filter(({ kind }) => kind === 'deposit')
    .reduce((sum, { grossCents }) => sum + grossCents, 0)
  return (
    <dl className={classes.totals} aria-live="polite" aria-busy={counting} data-stale={counting || undefined}>
      {deposits > 0 && <Row label={words.depositsTaken} amount={money(-deposits)} />}
      <dt>{words.totalNet}</dt>
      <dd>{money(counted?.netCents ?? 0)}</dd>
      {counted?.breakdown.map(({ vatRateBps, vatCategory, vatCents }) => (
        <Row
          key={`${vatCategory} ${vatRateBps}`}
          label={words.totalVat(format.percent(vatRateBps))}
          amount={money(vatCents)}
        />
      ))}
      <dt className={classes.gross}>{deposits > 0 ? words.toPay : words.totalGross}</dt>
      <dd className={classes.gross}>{money(counted?.grossCents ?? 0)}</dd>
    </dl>
  )
}

function Row({ label, amount }: { label: string; amount: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{amount}</dd>
    </>
  )
}
