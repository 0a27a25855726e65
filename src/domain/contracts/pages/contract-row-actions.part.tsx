import { IconCalendarRepeat, IconCopy, IconFileInvoice, IconPencil, IconTags, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { contractChangesLabels } from '../labels/changes.ts'
import { contractWords } from '../labels/screens.ts'
import type { ContractRow } from './contract-api.part.ts'

/** What can be done with contracts of the list; `changePrices` takes those that were chosen. */
export function useContractRowActions(changePrices: (contractIds: string[]) => void): RowAction<ContractRow>[] {
  const words = useLabels(contractWords)
  const { newPrices } = useLabels(contractChangesLabels)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const go = (to: string, search: Record<string, string> = {}) =>
    void navigate({ to: path(to), search: search as never })
  return [
    {
      key: 'terms',
      label: words.showToInvoice,
      icon: <IconFileInvoice size={16} />,
      enabled: row => row.toInvoiceCount > 0 || words.nothingToInvoice,
      run: ({ rows: [row] }) => row && go('contract-terms', { contractId: row.id, state: 'to-invoice' }),
    },
    {
      key: 'edit',
      label: words.editContract,
      icon: <IconPencil size={16} />,
      shortcut: 'F2',
      right: 'contracts.write',
      run: ({ rows: [row] }) => row && go(`contracts/${row.id}/edit`),
    },
    {
      key: 'schedule',
      label: words.manageTerms,
      icon: <IconCalendarRepeat size={16} />,
      right: 'contracts.write',
      run: ({ rows: [row] }) => row && go(`contracts/${row.id}/schedule`),
    },
    {
      key: 'duplicate',
      label: words.duplicate,
      icon: <IconCopy size={16} />,
      right: 'contracts.write',
      run: ({ rows: [row] }) => row && go('contracts/new', { contractId: row.id }),
    },
    {
      key: 'prices',
      label: newPrices,
      icon: <IconTags size={16} />,
      right: 'contracts.write',
      on: 'some',
      run: ({ rows }) => changePrices(rows.map(({ id }) => id)),
    },
    {
      key: 'contact',
      label: words.showCustomer,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && go(`contacts/${row.customerId}`),
    },
  ]
}
