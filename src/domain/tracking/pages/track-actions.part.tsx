import { IconArrowLeft, IconArrowRight, IconExternalLink, IconMail } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { trackWords } from '../labels/screens.ts'
import type { useMoving } from './moving.part.tsx'
import type { Track } from './tracking-api.part.ts'

/** The context menu of an order in the workshop. Source: SUI-27. */
export function useTrackActions({ move, write }: ReturnType<typeof useMoving>): RowAction<Track>[] {
  const words = useLabels(trackWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const moves = { right: 'tracking.write' }
  return [
    {
      ...moves,
      key: 'next',
      label: words.goNext,
      icon: <IconArrowRight size={16} />,
      shortcut: 'S',
      enabled: row => row.nextId !== null || words.noNext,
      run: ({ rows: [row] }) => row?.nextId && move(row, row.nextId),
    },
    {
      ...moves,
      key: 'previous',
      label: words.goPrevious,
      icon: <IconArrowLeft size={16} />,
      shortcut: 'P',
      enabled: row => row.previousId !== null || words.noPrevious,
      run: ({ rows: [row] }) => row?.previousId && move(row, row.previousId),
    },
    {
      ...moves,
      key: 'mail',
      label: words.writeAction,
      icon: <IconMail size={16} />,
      shortcut: 'M',
      enabled: row => row.templateId !== null || words.noMail,
      run: ({ rows: [row] }) => row && write(row.id),
    },
    {
      key: 'open',
      label: words.openOrder,
      icon: <IconExternalLink size={16} />,
      apart: true,
      run: ({ rows: [row] }) => row && void navigate({ to: path(`orders/${row.id}`) }),
    },
  ]
}
