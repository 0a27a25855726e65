import { IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { letterWords } from '../../parties/labels/letters.ts'
import { type Printable, PrintDialog } from '../../parties/pages/print.part.tsx'

type Purchase = { id: string; recipientId: string }

const listed = (ids: readonly string[]) => [...new Set(ids)].join(',')

/** Labels of the recipients of chosen purchases, or a letter about each. */
export function usePrintPurchases<Row extends Purchase>(): { action: RowAction<Row>; dialog: ReactNode } {
  const { print } = useLabels(letterWords)
  const [printable, setPrintable] = useState<Printable | null>(null)
  return {
    action: {
      key: 'print',
      label: print,
      icon: <IconPrinter size={16} />,
      right: 'parties.read',
      on: 'some',
      run: ({ rows }) =>
        setPrintable({
          count: rows.length,
          labels: { path: '/parties/labels', query: { ids: listed(rows.map(({ recipientId }) => recipientId)) } },
          letter: {
            about: 'subscription',
            at: template => ({
              path: '/subscriptions/letters',
              query: { template, ids: listed(rows.map(({ id }) => id)) },
            }),
          },
        }),
    },
    dialog: printable && <PrintDialog printable={printable} onClose={() => setPrintable(null)} />,
  }
}
