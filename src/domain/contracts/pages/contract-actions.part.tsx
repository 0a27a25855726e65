import { Button, Menu } from '@mantine/core'
import {
  IconCalendarRepeat,
  IconChevronDown,
  IconCopy,
  IconHandStop,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { contractWords } from '../labels/screens.ts'
import type { Contract } from './contract-api.part.ts'
import { Activate, Pause, Remove, Renew, Resume, Terminate } from './contract-dialogs.part.tsx'
import { FirstTermButton } from './new-invoice.part.tsx'

const DIALOGS = { activate: Activate, pause: Pause, resume: Resume, terminate: Terminate, renew: Renew, remove: Remove }
type Asked = keyof typeof DIALOGS
type Command = { key: Asked; label: string; icon: ReactNode; offered: boolean }

/** What can be done with a contract as it stands. */
export function ContractActions({ of }: { of: Contract }) {
  const words = useLabels(contractWords)
  const may = useMay()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { state } = of
  const goesOn = state === 'active' || state === 'upcoming' || state === 'paused'
  const commands: Command[] = [
    { key: 'activate', label: words.activate, icon: <IconPlayerPlay size={15} />, offered: state === 'draft' },
    {
      key: 'pause',
      label: words.pause,
      icon: <IconPlayerPause size={15} />,
      offered: goesOn && of.pausedFrom === null,
    },
    {
      key: 'resume',
      label: words.resume,
      icon: <IconPlayerPlay size={15} />,
      offered: goesOn && of.pausedFrom !== null,
    },
    {
      key: 'renew',
      label: words.renew,
      icon: <IconRefresh size={15} />,
      offered: of.endsOn !== null && of.renewedBy === null && (goesOn || state === 'ended'),
    },
    { key: 'terminate', label: words.terminate, icon: <IconHandStop size={15} />, offered: goesOn },
    {
      key: 'remove',
      label: words.remove,
      icon: <IconTrash size={15} />,
      offered: of.invoiceCount === 0 && of.renewedBy === null,
    },
  ]
  const Asking = asked && DIALOGS[asked]
  return (
    <>
      {goesOn && may('invoicing.write') && <FirstTermButton of={of} />}
      {may('contracts.write') && (
        <>
          <EditMenu of={of} />
          {commands
            .filter(({ offered }) => offered)
            .map(({ key, label, icon }) => (
              <Button
                key={key}
                variant={key === 'activate' ? 'filled' : 'default'}
                leftSection={icon}
                onClick={() => setAsked(key)}
              >
                {label}
              </Button>
            ))}
        </>
      )}
      {Asking && <Asking of={of} onClose={() => setAsked(null)} />}
    </>
  )
}

/** *Modifier*, then what: what it says, or *Gérer les échéances*. Source: REC-16, REC-24. */
function EditMenu({ of }: { of: Contract }) {
  const words = useLabels(contractWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const go = (to: string, search: Record<string, string> = {}) =>
    void navigate({ to: path(to), search: search as never })
  const ended = of.state === 'ended' || of.state === 'terminated'
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }} shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPencil size={15} />} rightSection={<IconChevronDown size={14} />}>
          {words.edit}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!ended && (
          <>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => go(`contracts/${of.id}/edit`)}>
              {words.editContract}
            </Menu.Item>
            <Menu.Item leftSection={<IconCalendarRepeat size={16} />} onClick={() => go(`contracts/${of.id}/schedule`)}>
              {words.manageTerms}
            </Menu.Item>
          </>
        )}
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => go('contracts/new', { contractId: of.id })}>
          {words.duplicate}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
