import { useCallback, useRef } from 'react'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
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
import { subscriptionLookup } from '../../subscriptions/pages/lookups.part.tsx'
import { contractFormWords } from '../labels/form-screens.ts'
import { type ContractValues, quotedAs } from './contract-values.part.ts'
import classes from './contracts.module.css'

/** The fields of a line as the contract names them, and the grid of documents. */
const FIELDS = {
  productId: 'productId',
  label: 'label',
  description: 'description',
  quantity: 'quantity',
  unitCents: 'unitCents',
  discountBps: 'discountBps',
  vatRateBps: 'vatRateBps',
  recipientId: 'recipientId',
  renewsPurchaseId: 'renewsId',
}

/** What is invoiced each term, typed in the grid of documents, and what a term comes to. */
export function LineFields({ form }: { form: RecordForm<ContractValues> }) {
  const words = useLabels(contractFormWords)
  const { values } = form
  const quote = useQuote(quotedAs(values), undefined)
  const faults = useLineFaults(form)
  const setLines = useSetLines(form)
  return (
    <div className={classes.lines}>
      <EditorLines
        lines={values.lines}
        setLines={setLines}
        basis={values.priceBasis}
        currency={values.currency}
        quotes={quote.lines}
        faultsOf={faults}
        fault={values.lines.some((_, at) => faults(at)) ? undefined : form.errorAt('lines')}
        parts={{}}
        More={ContractLineMore}
        on={values.startsOn}
        onCreateRecipient={undefined}
      />
      {quote.fault && <p role="alert">{quote.fault}</p>}
      <div className={classes.perTerm}>
        <span>{words.perTerm}</span>
        <EditorTotals currency={values.currency} counted={quote.total} counting={quote.counting} />
      </div>
    </div>
  )
}

/** What is wrong with a line, by the name of its field in the grid. */
function useLineFaults(form: RecordForm<ContractValues>) {
  const words = useLabels(contractFormWords)
  return (at: number): LineFaults | undefined => {
    const amount = form.values.lines[at]?.discountCents !== null ? [['discountBps', words.percentOnly]] : []
    const found = Object.entries(FIELDS).flatMap(([field, cell]) => {
      const error = form.errorAt(`lines.${at}.${field}`)
      return error ? [[cell, error]] : []
    })
    const faults = [...found, ...amount]
    return faults.length > 0 ? Object.fromEntries(faults) : undefined
  }
}

/** Changes the lines as they are now, however fast one change follows another. */
function useSetLines(form: RecordForm<ContractValues>): SetLines {
  const latest = useRef({ lines: form.values.lines, set: form.set })
  latest.current = { lines: form.values.lines, set: form.set }
  return useCallback(change => {
    latest.current.lines = change(latest.current.lines)
    latest.current.set({ lines: latest.current.lines })
  }, [])
}

/** What a line of a contract says beyond its cells: who is served, the text of its period, what it goes on from. */
function ContractLineMore({ line, at, faults, product, set }: MoreProps) {
  const words = useLabels(contractFormWords)
  const editor = useLabels(editorWords)
  const named = (field: string) => ({ name: `lines.${at}.${field}`, error: faults?.[field] })
  return (
    <div className={classes.more}>
      <LookupField
        {...named('recipientId')}
        label={words.recipient}
        value={line.recipientId}
        onChange={recipientId => set({ recipientId, ...(recipientId === null ? { gift: false } : {}) })}
        source={contactLookup}
        placeholder={editor.otherRecipientHint}
      />
      {line.recipientId !== null && (
        <CheckField name={`lines.${at}.gift`} label={words.gift} value={line.gift} onChange={gift => set({ gift })} />
      )}
      {product?.kind === 'subscription' && (
        <LookupField
          {...named('renewsId')}
          label={words.renews}
          value={line.renewsId}
          onChange={renewsId => set({ renewsId })}
          source={subscriptionLookup}
          placeholder={words.renewsHint}
        />
      )}
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
          label={words.lineText}
          description={words.lineTextHint}
          value={line.description}
          onChange={description => set({ description })}
        />
      </div>
    </div>
  )
}
