import { Button, Menu } from '@mantine/core'
import { IconBuildingBank, IconChevronDown, IconFileInvoice, IconRepeat } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { mandateWords } from '../../debits/labels/mandate-screens.ts'
import { NewMandate } from '../../debits/pages/mandate.form.tsx'
import { NEW_DOCUMENT } from '../../invoicing/pages/new-sale.part.tsx'
import { contractWords } from '../labels/screens.ts'

/** *Créer*, then what, for a contact: an invoice, a recurring contract, a mandate. Source: REC-4, REC-34. */
export function CreateMenu({ customerId }: { customerId: string }) {
  const words = useLabels(contractWords)
  const may = useMay()
  const { newMandate } = useLabels(mandateWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const go = (to: string) => void navigate({ to: path(to), search: { customerId } as never })
  const [, setSearch] = useSearchValues()
  const [adding, setAdding] = useState(false)
  if (!['invoicing.write', 'contracts.write', 'debits.write'].some(may)) return null
  return (
    <>
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
          {may('debits.write') && (
            <Menu.Item leftSection={<IconBuildingBank size={16} />} onClick={() => setAdding(true)}>
              {newMandate}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <NewMandate
        opened={adding}
        customerId={customerId}
        onDone={made => {
          setAdding(false)
          if (made) setSearch({ tab: 'debits' })
        }}
      />
    </>
  )
}
