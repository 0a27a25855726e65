import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { type ComponentType, memo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { readInteger } from '../../../platform/web/fields/read-number.ts'
import { type Format, useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { EURO } from '../../../values/currency.ts'
import { parseMoney } from '../../../values/money.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { editorWords } from '../labels/editor.ts'
import type { PriceBasis } from '../rules/document.ts'
import { type Discount, readDiscount, type TypedLine } from '../rules/typed-line.ts'
import classes from './editor.module.css'
import { ReadCell, TextCell } from './editor-cell.part.tsx'
import { CodeCell, type Sought } from './editor-code.part.tsx'
import { LineMore, type MoreProps } from './editor-more.part.tsx'
import type { SaleParts } from './sale-renewal.part.tsx'

const products = apiOf('catalog', catalogContract).products

/** What is wrong with a line, by the name of its field. */
export type LineFaults = Readonly<Record<string, string>>
/** What a line comes to, as counted by the server: a bundle in several amounts. */
export type LineQuote = { netCents: number; grossCents: number; vatRateBps: number; madeOf: string }

export type LineProps = {
  line: TypedLine
  at: number
  basis: PriceBasis
  currency: string
  quote: LineQuote | undefined
  faults: LineFaults | undefined
  opened: boolean
  parts: SaleParts
  /** What a line says beyond its cells; else what a document asks. */
  More?: ComponentType<MoreProps> | undefined
  /** The day of the sale. */
  on: string | null
  change(key: string, part: Partial<TypedLine>): void
  remove(at: number): void
  toggle(key: string): void
  onCreateRecipient: ((key: string, typed: string) => void) | undefined
}

/** The product of a line with all that follows from it. */
const useProduct = (productId: string | null) =>
  useQuery(products.get.queryOptions({ input: productId ? { id: productId } : skipToken, staleTime: 60_000 })).data

/** A line of a document: drawn again only when something of it changes. */
export const EditorLine = memo(function EditorLine(props: LineProps) {
  const { line, at, basis, currency, quote, faults, opened, change, remove, toggle, More = LineMore } = props
  const words = useLabels(editorWords)
  const format = useFormat()
  const product = useProduct(line.productId)
  const [sought, setSought] = useState<Sought>('unknown')
  const unknown = useUnknown(line, sought)
  const set = (part: Partial<TypedLine>) => change(line.key, part)
  const cell = (cell: string, field: string) => ({ cell, name: `lines.${at}.${field}`, error: faults?.[field] })
  const amount = quote && (basis === 'gross' ? quote.grossCents : quote.netCents)
  const listed = currency === EURO ? product && (basis === 'gross' ? product.grossCents : product.netCents) : undefined
  return (
    <fieldset className={classes.line} data-line={at} aria-label={words.line(at + 1)}>
      <div className={classes.cells}>
        <span className={classes.position} aria-hidden="true">
          {at + 1}
        </span>
        <CodeCell
          code={line.code || (product?.code ?? '')}
          label={words.code}
          name={`lines.${at}.productId`}
          error={faults?.productId ?? unknown}
          onChoose={found =>
            set({
              productId: found?.id ?? null,
              code: found?.code ?? '',
              label: null,
              unitCents: null,
              vatRateBps: null,
            })
          }
          onTyped={code => set({ productId: null, code })}
          onSought={setSought}
        />
        <TextCell
          {...cell('label', 'label')}
          label={words.label}
          shown={line.label ?? product?.label ?? ''}
          onChange={label => set({ label: label === product?.label ? null : label })}
        />
        <ReadCell
          {...cell('quantity', 'quantity')}
          label={words.quantity}
          shown={format.integer(line.quantity)}
          numeric
          read={readInteger}
          fault={words.notAQuantity}
          onChange={quantity => set({ quantity })}
        />
        <ReadCell
          {...cell('price', 'unitCents')}
          label={basis === 'gross' ? words.unitGross : words.unitNet}
          shown={format.amount(line.unitCents ?? listed)}
          numeric
          read={text => parseMoney(text, currency)}
          fault={words.notAPrice}
          onChange={unitCents => set({ unitCents })}
        />
        <ReadCell<Discount>
          {...cell('discount', 'discountBps')}
          label={words.discount}
          shown={discountShown(line, currency, format)}
          numeric
          read={text => readDiscount(text, currency)}
          fault={words.notADiscount(format.money(500, currency))}
          onChange={discount => set(discount ?? { discountBps: null, discountCents: null })}
        />
        <span className={classes.rate}>{quote && format.percent(quote.vatRateBps)}</span>
        <span className={classes.amount}>{format.money(amount, currency)}</span>
        <span className={classes.hands}>
          <ActionIcon
            tabIndex={-1}
            aria-label={opened ? words.less : words.more}
            aria-expanded={opened}
            onClick={() => toggle(line.key)}
          >
            {opened ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
          </ActionIcon>
          <ActionIcon tabIndex={-1} aria-label={`${words.removeLine} ${at + 1}`} onClick={() => remove(at)}>
            <IconTrash size={16} />
          </ActionIcon>
        </span>
      </div>
      <LineFault unknown={line.label ? undefined : unknown} faults={faults} />
      {quote?.madeOf && <p className={classes.madeOf}>{words.madeOf(quote.madeOf)}</p>}
      {opened && <More {...props} product={product} set={set} />}
    </fieldset>
  )
})

/** Why a code is that of no product; nothing while that is not known. */
function useUnknown({ code, productId }: TypedLine, sought: Sought) {
  const words = useLabels(editorWords)
  const { unreachable } = useLabels(commonWords)
  if (code === '' || productId !== null || sought === 'seeking') return undefined
  return sought === 'unreachable' ? unreachable : words.noSuchCode
}

type FaultProps = Pick<LineProps, 'faults'> & { unknown: string | undefined }

/** What is wrong stands below the line in words. */
function LineFault({ unknown, faults }: FaultProps) {
  const told = [...new Set([...(unknown ? [unknown] : []), ...Object.values(faults ?? {})])]
  if (told.length === 0) return null
  return (
    <p role="alert" className={classes.fault}>
      {told.join(' ')}
    </p>
  )
}

/** A discount as it is typed. */
export const discountShown = ({ discountBps, discountCents }: Discount, currency: string, format: Format) =>
  discountBps !== null ? format.percent(discountBps) : format.money(discountCents, currency)
