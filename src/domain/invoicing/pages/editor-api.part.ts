import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { EURO } from '../../../values/currency.ts'
import { invoicingContract } from '../contract.ts'
import { editorWords } from '../labels/editor.ts'
import { isBlank, type TypedLine } from '../rules/typed-line.ts'
import { type Draft, draftSaid, lineSaid } from './editor-draft.part.ts'
import type { LineQuote } from './editor-line.part.tsx'

export const invoices = apiOf('invoicing', invoicingContract)
export const draftSchema = invoicingContract.draft['~orpc'].inputSchema

/** A draft as it was last saved. */
export type Kept = { id: string; revision: number }
type Written = Parameters<typeof invoices.draft.call>[0]
type Saving = { context: { idempotencyKey: string } }

export const keepDraft = (kept: Kept | null, input: unknown, saving: Saving): Promise<Kept> =>
  kept ? invoices.edit.call({ ...(input as Written), ...kept }, saving) : invoices.draft.call(input as Written, saving)

/** While somebody types, amounts follow after such a pause. */
const PAUSE_MS = 250

type Quoted = Awaited<ReturnType<typeof invoices.quote.call>>
export type Quote = {
  total: Quoted | undefined
  lines: ReadonlyMap<string, LineQuote>
  counting: boolean
  /** Why nothing can be counted. */
  fault: string | undefined
}

/** A line that can be counted: it says what, how many and at what price; products have theirs in euros. */
const isPriced = (line: TypedLine, currency: string) =>
  !isBlank(line) &&
  line.quantity !== null &&
  line.quantity > 0 &&
  (line.unitCents === null
    ? line.productId !== null && currency === EURO
    : line.productId !== null || Boolean(line.label))

/** What a draft comes to as it is typed, by the rules that issue it. */
export function useQuote(draft: Draft, id: string | undefined): Quote {
  const words = useLabels(editorWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const typed = draft.lines.filter(line => isPriced(line, draft.currency))
  const said = draftSaid(draft, { discount: words.discountOfDefault, charge: words.chargeReason })
  const { deliveryAddress } = said
  const whole = {
    ...said,
    deliveryAddress: deliveryAddress?.country.trim().length === 2 ? deliveryAddress : undefined,
    owner: undefined,
    privateNote: undefined,
    note: undefined,
    lines: typed.map(lineSaid),
  }
  const ready = draft.customerId !== null && typed.length > 0
  const [asked] = useDebouncedValue(ready ? JSON.stringify(id ? { ...whole, id } : whole) : null, PAUSE_MS)
  const { data, error, isFetching, isPlaceholderData } = useQuery(
    invoices.quote.queryOptions({
      input: asked ? (JSON.parse(asked) as Parameters<typeof invoices.quote.call>[0]) : skipToken,
      placeholderData: keepPreviousData,
    }),
  )
  const total = ready ? data : undefined
  const lines = useRef<ReadonlyMap<string, LineQuote>>(new Map())
  lines.current = unchangedKept(
    lines.current,
    quotesByLine(total, typed, amount => format.money(amount, draft.currency)),
  )
  return {
    total,
    lines: lines.current,
    counting: isFetching || isPlaceholderData,
    fault: ready && error ? failureOf(error, common.unreachable).message : undefined,
  }
}

/** What a line comes to is the same value as before when nothing of it changed, so that its line is not drawn again. */
const unchangedKept = (before: ReadonlyMap<string, LineQuote>, after: ReadonlyMap<string, LineQuote>) =>
  new Map(
    [...after].map(([key, quote]) => {
      const known = before.get(key)
      const same =
        known?.netCents === quote.netCents &&
        known.grossCents === quote.grossCents &&
        known.vatRateBps === quote.vatRateBps &&
        known.madeOf === quote.madeOf
      return [key, same ? known : quote]
    }),
  )

/** What each typed line comes to; a bundle is told by what it is made of. */
function quotesByLine(
  quoted: Quoted | undefined,
  typed: readonly { key: string }[],
  money: (cents: number) => string,
): ReadonlyMap<string, LineQuote> {
  const byTyped = Map.groupBy(quoted?.lines ?? [], line => line.typed)
  return new Map(
    [...byTyped].flatMap(([at, lines]) => {
      const { key } = typed[at] ?? {}
      if (key === undefined) return []
      return [
        [
          key,
          {
            netCents: lines.reduce((sum, line) => sum + line.netCents, 0),
            grossCents: lines.reduce((sum, line) => sum + line.grossCents, 0),
            vatRateBps: lines[0]!.vatRateBps,
            madeOf: lines.length > 1 ? lines.map(line => `${line.label} ${money(line.grossCents)}`).join(', ') : '',
          },
        ],
      ]
    }),
  )
}
