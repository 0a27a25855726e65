import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileInvoice, IconRepeat } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { NEW_DOCUMENT } from '../../invoicing/pages/new-sale.part.tsx'
import { contractWords } from '../labels/screens.ts'

/** *Créer*, then what, for a contact: an invoice, or a recurring contract. Source: REC-4. */
export function CreateMenu({ customerId }: { customerId: string }) {
  const words = useLabels(contractWords)
  const may = useMay()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const go = (to: string) => void navigate({ to: path(to), search: { customerId } as never })
  if (!may('invoicing.write') && !may('contracts.write')) return null
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }} shadow="md">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} />}>
          {words.create}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {may('invoicing.write') && (
          <Menu.Item leftSection={<IconFileInvoice size={16} />} onClick={() => go(NEW_DOCUMENT)}>
            {words.createInvoice}
          </Menu.Item>
        )}
        {may('contracts.write') && (
          <Menu.Item leftSection={<IconRepeat size={16} />} onClick={() => go('contracts/new')}>
            {words.createContract}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
