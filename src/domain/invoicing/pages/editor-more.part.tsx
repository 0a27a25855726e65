import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { PercentField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { inForceOrFirst } from '../../catalog/rules/bundle.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { editorWords } from '../labels/editor.ts'
import { saleWords } from '../labels/sale.ts'
import type { TypedLine } from '../rules/typed-line.ts'
import classes from './editor.module.css'
import type { LineProps } from './editor-line.part.tsx'
import { Renewal } from './sale-renewal.part.tsx'
import { SaleStart } from './sale-start.part.tsx'

type Component = { kind: string; titleId: string | null }
type Product = Component & { compositions: readonly { startsOn: string; components: readonly Component[] }[] }
export type MoreProps = Pick<LineProps, 'line' | 'at' | 'faults' | 'parts' | 'on' | 'onCreateRecipient'> & {
  product: Product | undefined
  set(part: Partial<TypedLine>): void
}

/** The titles of the subscriptions that a line sells. */
function titlesBegun(product: Product | undefined, on: string | null): string[] {
  if (!product) return []
  const sold =
    product.kind === 'bundle' ? (inForceOrFirst(product.compositions, on ?? '')?.components ?? []) : [product]
  return [...new Set(sold.flatMap(({ kind, titleId }) => (kind === 'subscription' && titleId ? titleId : [])))]
}

/** What a line says beyond product, quantity and price: out of the way of a simple sale. */
export function LineMore({ line, at, faults, parts, on, onCreateRecipient, product, set }: MoreProps) {
  const words = useLabels(editorWords)
  const sale = useLabels(saleWords)
  const titles = titlesBegun(product, on)
  const named = (field: string) => ({ name: `lines.${at}.${field}`, error: faults?.[field] })
  return (
    <div className={classes.more}>
      <LookupField
        {...named('recipientId')}
        label={words.otherRecipient}
        value={line.recipientId}
        onChange={recipientId => set({ recipientId, ...(recipientId === null ? { gift: false } : {}) })}
        source={contactLookup}
        placeholder={words.otherRecipientHint}
        {...(onCreateRecipient ? { onCreate: typed => onCreateRecipient(line.key, typed) } : {})}
      />
      {line.recipientId !== null && (
        <CheckField
          name={`lines.${at}.gift`}
          label={sale.gift}
          description={sale.giftHint}
          value={line.gift}
          onChange={gift => set({ gift })}
        />
      )}
      {titles.length > 0 && (
        <SaleStart line={line} titleId={titles.length === 1 ? titles[0]! : null} change={set} named={named} />
      )}
      {titles.length === 1 && parts.startHint?.(titles[0]!, on)}
      {titles.length > 0 && <Renewal line={line} change={set} named={named} parts={parts} />}
      <DayField
        {...named('periodFrom')}
        label={words.periodFrom}
        value={line.periodFrom}
        onChange={periodFrom => set({ periodFrom })}
      />
      <DayField
        {...named('periodTo')}
        label={words.periodTo}
        value={line.periodTo}
        onChange={periodTo => set({ periodTo })}
      />
      <TextField
        {...named('description')}
        label={words.description}
        value={line.description}
        onChange={description => set({ description })}
      />
      {(line.discountBps !== null || line.discountCents !== null) && (
        <TextField
          {...named('discountReason')}
          label={words.discountReason}
          value={line.discountReason}
          onChange={discountReason => set({ discountReason })}
        />
      )}
      {line.productId === null && (
        <PercentField
          {...named('vatRateBps')}
          label={words.vatRate}
          value={line.vatRateBps}
          onChange={vatRateBps => set({ vatRateBps })}
        />
      )}
    </div>
  )
}
