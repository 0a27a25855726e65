import { Button } from '@mantine/core'
import { IconReceiptOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { CancelInvoice } from './stop.form.tsx'

type Invoice = { id: string; number: string; cancelledOn: string | null }

/** Cancels an invoice from its card. Source: ABO-82. */
export function CancelInvoiceButton({ of }: { of: Invoice }) {
  const words = useLabels(purchaseFormWords)
  const may = useMay()
  const [asking, setAsking] = useState(false)
  if (of.cancelledOn || !may('invoicing.write')) return null
  return (
    <>
      <Button variant="default" leftSection={<IconReceiptOff size={15} />} onClick={() => setAsking(true)}>
        {words.cancelInvoice}
      </Button>
      {asking && <CancelInvoice of={of} onDone={() => setAsking(false)} />}
    </>
  )
}
