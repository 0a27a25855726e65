import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { contractTermsContract } from '../contract/terms.ts'
import { termWords } from '../labels/term-screens.ts'
import { contractTerms, type Term } from './contract-api.part.ts'
import classes from './contracts.module.css'

type Props = { of: Term; onClose(): void }

/** Takes back that a term is not invoiced. */
export function useUnskip() {
  const words = useLabels(termWords)
  const doing = useDoing()
  return (id: string) => doing(() => contractTerms.unskip.call({ id }), words.unskipped)
}

/** Decides that a term is not invoiced, and why. */
export function SkipTerm({ of, onClose }: Props) {
  const words = useLabels(termWords)
  const format = useFormat()
  const saved = useSaved(onClose)
  const unskip = useUnskip()
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id: of.id, reason }),
    schema: contractTermsContract.skip['~orpc'].inputSchema,
    save: (input: Parameters<typeof contractTerms.skip.call>[0], saving) => contractTerms.skip.call(input, saving),
    onSaved: () => saved(words.skipped, { undo: () => void unskip(of.id) }),
  })
  return (
    <FormDialog title={words.skipTitle} form={form} submit={words.skipNow} size={520} onClose={onClose}>
      <p className={classes.text}>{words.skipText(`${format.day(of.startsOn)} – ${format.day(of.endsOn)}`)}</p>
      <TextField {...form.field('reason')} label={words.skipReason} required />
    </FormDialog>
  )
}

/** A new draft for a term whose invoice was wholly taken back. */
export function InvoiceAgain({ of, onClose }: Props) {
  const words = useLabels(termWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id: of.id, reason }),
    schema: contractTermsContract.again['~orpc'].inputSchema,
    save: (input: Parameters<typeof contractTerms.again.call>[0], saving) => contractTerms.again.call(input, saving),
    onSaved: ({ invoiceId }) => {
      refresh()
      void navigate({ to: path(`invoices/${invoiceId}/edit`) })
    },
  })
  return (
    <FormDialog title={words.againTitle} form={form} submit={words.againNow} size={520} onClose={onClose}>
      <p className={classes.text}>{words.againText(of.invoiceNumber ?? words.invoice)}</p>
      <TextField {...form.field('reason')} label={words.againReason} required />
    </FormDialog>
  )
}
