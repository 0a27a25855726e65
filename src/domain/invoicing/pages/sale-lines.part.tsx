import { ActionIcon, Button, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { productLookup } from '../../catalog/pages/product-lookup.part.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { saleWords } from '../labels/sale.ts'
import { invoicingWords } from '../labels/screens.ts'
import type { PricedLine, SaleLine, SoldPart } from './sale-amounts.part.tsx'
import classes from './sale-lines.module.css'
import { Renewal, type SaleParts } from './sale-renewal.part.tsx'
import { SaleStart } from './sale-start.part.tsx'

/** A line before anything is typed in it. */
export const blankLine = (): SaleLine => ({
  key: crypto.randomUUID(),
  productId: null,
  quantity: 1,
  unitGrossCents: undefined,
  recipientId: null,
  gift: false,
  start: 'sale',
  startsOn: null,
  startIssueId: null,
  renewalContactId: null,
  renewsId: null,
})

type LinesProps = {
  lines: readonly PricedLine[]
  onChange(lines: SaleLine[]): void
  errorAt(path: string): string | undefined
  /** Makes a contact of the typed text, to receive the line's copies. */
  onCreateRecipient: ((at: number, typed: string) => void) | undefined
  parts: SaleParts
}

/** Puts the cursor where the next thing is typed, once it is there. */
const focusSoon = (find: () => HTMLElement | null | undefined) => setTimeout(() => find()?.focus())

/** What is sold: one line a product and recipient. */
export function SaleLines({ lines, onChange, errorAt, onCreateRecipient, parts }: LinesProps) {
  const words = useLabels(invoicingWords)
  const typed = lines.map(({ product: _, amounts: __, parts: ___, ...line }): SaleLine => line)
  const change = (at: number, part: Partial<SaleLine>) =>
    onChange(typed.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const focusProduct = (at: number) =>
    focusSoon(() => document.querySelector<HTMLElement>(`input[name="lines.${at}.productId"]`))
  const add = () => {
    onChange([...typed, blankLine()])
    focusProduct(lines.length)
  }
  const remove = (at: number) => {
    onChange(typed.filter((_, index) => index !== at))
    focusProduct(Math.max(0, at - 1))
  }
  return (
    <div>
      {lines.map((line, at) => (
        <Line
          key={line.key}
          line={line}
          at={at}
          change={part => change(at, part)}
          remove={lines.length > 1 ? () => remove(at) : undefined}
          errorAt={name => errorAt(`lines.${at}.${name}`)}
          onCreateRecipient={onCreateRecipient && (name => onCreateRecipient(at, name))}
          parts={parts}
        />
      ))}
      <Button variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
        {words.addLine}
      </Button>
      {errorAt('lines') && !lines.some((_, at) => hasFault(errorAt, at)) && (
        <Text c="var(--mantine-color-error)" size="xs" role="alert" mt={4}>
          {errorAt('lines')}
        </Text>
      )}
    </div>
  )
}

const FIELDS = [
  'productId',
  'quantity',
  'unitGrossCents',
  'recipientId',
  'startsOn',
  'startIssueId',
  'renewalContactId',
  'renewsId',
] as const
const hasFault = (errorAt: LinesProps['errorAt'], at: number) =>
  FIELDS.some(name => errorAt(`lines.${at}.${name}`) !== undefined)

/** The titles of the subscriptions that a line sells. */
const titlesBegun = ({ product, parts }: PricedLine): string[] => [
  ...new Set(
    (parts ?? (product ? [product] : [])).flatMap(({ kind, titleId }) =>
      kind === 'subscription' && titleId ? titleId : [],
    ),
  ),
]

/** What a bundle is made of on the day of the sale, each with its part of the price. Source: CIR-14. */
function Parts({ of }: { of: readonly SoldPart[] }) {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const told = of.map(({ code, amounts }) => `${code} ${format.money(amounts.grossCents)}`).join(', ')
  return (
    <Text size="xs" c="dimmed" aria-live="polite">
      {told ? words.madeOf(told) : words.notComposedYet}
    </Text>
  )
}

type LineProps = {
  line: PricedLine
  at: number
  change(part: Partial<SaleLine>): void
  remove: (() => void) | undefined
  errorAt(name: (typeof FIELDS)[number]): string | undefined
  onCreateRecipient: ((typed: string) => void) | undefined
  parts: SaleParts
}

function Line({ line, at, change, remove, errorAt, onCreateRecipient, parts }: LineProps) {
  const words = useLabels(invoicingWords)
  const more = useLabels(saleWords)
  const format = useFormat()
  const { product, amounts } = line
  const titles = titlesBegun(line)
  const named = (name: (typeof FIELDS)[number]) => ({ name: `lines.${at}.${name}`, error: errorAt(name) })
  return (
    <fieldset className={classes.line} aria-label={words.line(at + 1)}>
      <div className={classes.product}>
        <LookupField
          {...named('productId')}
          label={words.product}
          value={line.productId}
          onChange={productId => change({ productId, unitGrossCents: undefined })}
          source={productLookup}
          placeholder={words.productHint}
          required
        />
      </div>
      <div className={classes.quantity}>
        <IntegerField
          {...named('quantity')}
          label={words.quantity}
          value={line.quantity}
          onChange={quantity => change({ quantity })}
        />
      </div>
      <div className={classes.price}>
        <AmountField
          {...named('unitGrossCents')}
          label={words.unitGross}
          value={line.unitGrossCents === undefined ? (product?.grossCents ?? null) : line.unitGrossCents}
          onChange={unitGrossCents => change({ unitGrossCents })}
          disabled={line.productId === null}
        />
      </div>
      {amounts && (
        <p className={classes.amount}>
          <span>{words.lineTotal}</span>
          {format.money(amounts.grossCents)}
        </p>
      )}
      <div className={classes.recipient}>
        <LookupField
          {...named('recipientId')}
          label={words.otherRecipient}
          value={line.recipientId}
          onChange={recipientId => change({ recipientId, ...(recipientId === null ? { gift: false } : {}) })}
          source={contactLookup}
          placeholder={words.otherRecipientHint}
          {...(onCreateRecipient ? { onCreate: onCreateRecipient } : {})}
        />
      </div>
      {titles.length > 0 && (
        <div className={classes.start}>
          <SaleStart line={line} titleId={titles.length === 1 ? titles[0]! : null} change={change} named={named} />
          {titles.length === 1 && parts.startHint?.(titles[0]!, parts.on ?? null)}
        </div>
      )}
      {line.parts && (
        <div className={classes.whole}>
          <Parts of={line.parts} />
        </div>
      )}
      {line.recipientId !== null && (
        <div className={classes.whole}>
          <CheckField
            name={`lines.${at}.gift`}
            label={more.gift}
            description={more.giftHint}
            value={line.gift}
            onChange={gift => change({ gift })}
          />
        </div>
      )}
      {titles.length > 0 && (
        <div className={classes.whole}>
          <Renewal line={line} change={change} named={named} parts={parts} />
        </div>
      )}
      {remove && (
        <ActionIcon className={classes.remove} aria-label={words.removeLine(at + 1)} onClick={remove}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </fieldset>
  )
}
