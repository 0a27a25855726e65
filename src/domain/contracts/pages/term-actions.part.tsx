import { IconArrowBackUp, IconFileInvoice, IconFiles, IconPlayerSkipForward, IconRepeat } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { termWords } from '../labels/term-screens.ts'
import type { Term } from './contract-api.part.ts'
import { useNewInvoice } from './new-invoice.part.tsx'
import { InvoiceAgain, SkipTerm, useUnskip } from './term-dialogs.part.tsx'
import { type Chosen, chosenOf, Transform } from './transform.form.tsx'

type Asked = { to: 'transform'; chosen: Chosen } | { to: 'skip' | 'again'; term: Term }

/** What can be done with terms from a list of them. */
export function useTermActions(): { actions: RowAction<Term>[]; dialog: ReactNode } {
  const words = useLabels(termWords)
  const [asked, setAsked] = useState<Asked | null>(null)
  const newInvoice = useNewInvoice()
  const unskip = useUnskip()
  const close = () => setAsked(null)
  const open = ({ state }: Term) => state === 'planned' || state === 'to-invoice' || words.onlyToInvoice
  const invoiced = { right: 'invoicing.write' }
  const written = { right: 'contracts.write' }
  const actions: RowAction<Term>[] = [
    {
      ...invoiced,
      key: 'transform',
      label: words.transform,
      icon: <IconFiles size={16} />,
      on: 'all',
      shortcut: 'T',
      enabled: open,
      run: selection => setAsked({ to: 'transform', chosen: chosenOf(selection) }),
    },
    {
      ...invoiced,
      key: 'invoice',
      label: words.newInvoice,
      icon: <IconFileInvoice size={16} />,
      enabled: open,
      run: ({ rows: [row] }) => row && void newInvoice(row.id),
    },
    {
      ...written,
      key: 'skip',
      label: words.skip,
      icon: <IconPlayerSkipForward size={16} />,
      apart: true,
      enabled: open,
      run: ({ rows: [row] }) => row && setAsked({ to: 'skip', term: row }),
    },
    {
      ...written,
      key: 'unskip',
      label: words.unskip,
      icon: <IconArrowBackUp size={16} />,
      enabled: ({ state }) => state === 'skipped' || words.onlySkipped,
      run: ({ rows: [row] }) => row && void unskip(row.id),
    },
    {
      ...invoiced,
      key: 'again',
      label: words.again,
      icon: <IconRepeat size={16} />,
      enabled: ({ state }) => state === 'issued' || words.onlyInvoiced,
      run: ({ rows: [row] }) => row && setAsked({ to: 'again', term: row }),
    },
  ]
  return { actions, dialog: asked && <Asking asked={asked} onClose={close} /> }
}

function Asking({ asked, onClose }: { asked: Asked; onClose(): void }) {
  if (asked.to === 'transform') return <Transform {...asked.chosen} onClose={onClose} />
  if (asked.to === 'skip') return <SkipTerm of={asked.term} onClose={onClose} />
  return <InvoiceAgain of={asked.term} onClose={onClose} />
}
