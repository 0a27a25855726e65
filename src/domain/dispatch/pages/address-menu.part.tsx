import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconMailbox } from '@tabler/icons-react'
import { useCompany } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { dispatchWords } from '../labels/screens.ts'

export type AddressFormat = 'csv' | 'txt'

/** Where the mailing file of a run is; the same bytes every time. */
export const addressFile = (company: string, runId: string, format: AddressFormat) =>
  `/api/dispatch-runs/${runId}/file?format=${format}&company=${encodeURIComponent(company)}`

/** The button Adresses: the mailing file of a run again, as text or CSV. Source: ABO-69. */
export function AddressMenu({ runId }: { runId: string }) {
  const words = useLabels(dispatchWords)
  const company = useCompany()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconMailbox size={16} />} rightSection={<IconChevronDown size={14} />}>
          {words.addresses}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.sameBytes}</Menu.Label>
        <Menu.Item component="a" href={addressFile(company, runId, 'csv')} download>
          {words.addressesCsv}
        </Menu.Item>
        <Menu.Item component="a" href={addressFile(company, runId, 'txt')} download>
          {words.addressesTxt}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
