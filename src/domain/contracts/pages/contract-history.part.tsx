import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHistory } from '../../accounts/pages/record-history.part.tsx'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractHistoryWords } from '../labels/history.ts'
import { contractsLabels } from '../labels.ts'

/** Who changed what of a contract, in the words of its form. */
export function ContractHistory({ id }: { id: string }) {
  const words = useLabels(contractHistoryWords)
  const { columns, units } = useLabels(contractsLabels)
  const form = useLabels(contractFormWords)
  const { methods, monthEnds } = useLabels(editorWords)
  const format = useFormat()
  const choices: Record<string, Record<string, string>> = {
    ...{ unit: units, renewalUnit: units, paymentMethod: methods, paymentMonthEnd: monthEnds },
    ...{ dayRule: form.dayRules, invoiceRule: form.invoiceOns, invoicing: form.invoicings, renewal: form.renewals },
    priceBasis: words.bases,
  }
  const say = (key: string, value: unknown) => {
    if (key === 'lines' && Array.isArray(value)) return format.many(value.length, words.lineOne, words.lineMany)
    if (key === 'linesFrom' && value !== undefined)
      return typeof value === 'string' ? format.day(value) : words.fromStart
    if (typeof value === 'boolean') return value ? words.yes : words.no
    if (typeof value !== 'string') return undefined
    if (key === 'mandateId')
      return (
        <RecordLink to="mandates" search={{ open: value }}>
          {words.see}
        </RecordLink>
      )
    if (key === 'customerId' || key === 'payerId') return <RecordLink to={`contacts/${value}`}>{words.see}</RecordLink>
    return /^paused/.test(key) ? format.day(value) : choices[key]?.[value]
  }
  return <RecordHistory record="contracts" id={id} names={{ ...columns, ...words.fields }} say={say} />
}
