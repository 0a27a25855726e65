import { IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction, Selection } from '../../../platform/web/list/list-types.ts'
import { letterWords } from '../../parties/labels/letters.ts'
import { type Printable, PrintDialog } from '../../parties/pages/print.part.tsx'

/** Those chosen, or the filters of the list when all it shows is meant. */
function asked<Row extends { id: string }>({ rows, all, query }: Selection<Row>): Record<string, string> {
  if (!all) return { ids: rows.map(({ id }) => id).join(',') }
  const filters = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(filters.map(([name, value]) => [name, String(value)]))
}

/** Labels of those who are written to about subscriptions that end, or a letter about each. Source: ABO-80. */
export function usePrintExpiring<Row extends { id: string }>(): { action: RowAction<Row>; dialog: ReactNode } {
  const { print } = useLabels(letterWords)
  const [printable, setPrintable] = useState<Printable | null>(null)
  return {
    action: {
      key: 'print',
      label: print,
      icon: <IconPrinter size={16} />,
      right: 'parties.read',
      on: 'all',
      run: selection => {
        const which = asked(selection)
        setPrintable({
          count: selection.count,
          labels: { path: '/subscriptions/expiring/labels', query: which },
          letter: {
            about: 'subscription',
            at: template => ({ path: '/subscriptions/expiring/letters', query: { ...which, template } }),
          },
        })
      },
    },
    dialog: printable && <PrintDialog printable={printable} onClose={() => setPrintable(null)} />,
  }
}
