import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { letterWords } from '../../parties/labels/letters.ts'
import { type Printable, PrintDialog } from '../../parties/pages/print.part.tsx'

/** What can be printed of shipments: those of a run, or those chosen. */
export const printableShipments = (which: { runId: string } | { ids: string }, count: number): Printable => ({
  count,
  labels: { path: '/shipments/labels', query: which, notes: true },
  slips: { path: '/shipments/delivery-slips', query: which },
})

/** Labels and delivery slips of a run. */
export function PrintRun({ runId, count }: { runId: string; count: number }) {
  const words = useLabels(letterWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => setOpen(true)}>
        {words.print}
      </Button>
      {open && <PrintDialog printable={printableShipments({ runId }, count)} onClose={() => setOpen(false)} />}
    </>
  )
}
