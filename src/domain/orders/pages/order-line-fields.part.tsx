import { useCallback, useRef } from 'react'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { PercentField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { useQuote } from '../../invoicing/pages/editor-api.part.ts'
import type { LineFaults } from '../../invoicing/pages/editor-line.part.tsx'
import { EditorLines, type SetLines } from '../../invoicing/pages/editor-lines.part.tsx'
import type { MoreProps } from '../../invoicing/pages/editor-more.part.tsx'
import { EditorTotals } from '../../invoicing/pages/editor-totals.part.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { orderWords } from '../labels/screens.ts'
import { type OrderValues, quotedAs } from './order-values.part.ts'
import classes from './orders.module.css'

const FIELDS = ['productId', 'label', 'description', 'quantity', 'unitCents', 'discountBps', 'discountCents']
const MORE_FIELDS = ['vatRateBps', 'deliverOn', 'recipientId']

/** What is ordered, typed in the grid of documents, and what it comes to. */
export function OrderLineFields({ form }: { form: RecordForm<OrderValues> }) {
  const { values } = form
  const quote = useQuote(quotedAs(values), undefined)
  const faults = (at: number): LineFaults | undefined => {
    const found = [...FIELDS, ...MORE_FIELDS].flatMap(field => {
      const error = form.errorAt(`lines.${at}.${field}`)
      return error ? [[field, error]] : []
    })
    return found.length > 0 ? Object.fromEntries(found) : undefined
  }
  return (
    <>
      <EditorLines
        lines={values.lines}
        setLines={useSetLines(form)}
        basis={quote.total?.priceBasis ?? values.priceBasis ?? 'gross'}
        currency={values.currency}
        quotes={quote.lines}
        faultsOf={faults}
        fault={values.lines.some((_, at) => faults(at)) ? undefined : form.errorAt('lines')}
        parts={{}}
        More={OrderLineMore}
        on={values.orderedOn}
        onCreateRecipient={undefined}
      />
      {quote.fault && <p role="alert">{quote.fault}</p>}
      <EditorTotals currency={values.currency} counted={quote.total} counting={quote.counting} />
    </>
  )
}

/** Changes the lines as they are now, however fast one change follows another. */
function useSetLines(form: RecordForm<OrderValues>): SetLines {
  const latest = useRef({ lines: form.values.lines, set: form.set })
  latest.current = { lines: form.values.lines, set: form.set }
  return useCallback(change => {
    latest.current.lines = change(latest.current.lines)
    latest.current.set({ lines: latest.current.lines })
  }, [])
}

/** What a line of an order says beyond its cells: its own day, who is served, its text. */
function OrderLineMore({ line, at, faults, set }: MoreProps) {
  const words = useLabels(orderWords)
  const editor = useLabels(editorWords)
  const named = (field: string) => ({ name: `lines.${at}.${field}`, error: faults?.[field] })
  return (
    <div className={classes.more}>
      <DayField
        {...named('deliverOn')}
        label={words.lineDay}
        description={words.lineDayHint}
        value={line.startsOn}
        onChange={startsOn => set({ startsOn })}
      />
      <LookupField
        {...named('recipientId')}
        label={words.lineRecipient}
        value={line.recipientId}
        onChange={recipientId => set({ recipientId })}
        source={contactLookup}
        placeholder={editor.otherRecipientHint}
      />
      {line.productId === null && (
        <PercentField
          {...named('vatRateBps')}
          label={editor.vatRate}
          value={line.vatRateBps}
          onChange={vatRateBps => set({ vatRateBps })}
        />
      )}
      <div data-wide>
        <TextField
          {...named('description')}
          label={words.label}
          value={line.description}
          onChange={description => set({ description })}
        />
      </div>
    </div>
  )
}
