import { Button } from '@mantine/core'
import { IconReceiptRefund } from '@tabler/icons-react'
import { useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { creditNoteWords } from '../labels/credit-note.ts'
import { type Creditable, CreditNote } from './credit-note.form.tsx'

/** Corrects an issued invoice by a credit note. Source: ABO-82, L-2. */
export function CreditNoteButton({ of }: { of: Creditable }) {
  const words = useLabels(creditNoteWords)
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const mayCredit = of.number !== null && of.kind !== 'credit-note' && !of.cancelledOn
  if (!mayCredit || !may('invoicing.write')) return null
  return (
    <>
      <Button variant="default" leftSection={<IconReceiptRefund size={15} />} onClick={() => setAsking(true)}>
        {words.creditNote}
      </Button>
      {asking && <CreditNote of={of} onDone={() => setAsking(false)} />}
    </>
  )
}
