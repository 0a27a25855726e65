import { IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { invoicingContract } from '../contract.ts'
import { invoicingWords } from '../labels/screens.ts'
import { invoicingLabels } from '../labels.ts'
import { InvoicePanel } from './invoice-panel.part.tsx'
import { CreateSale } from './sale.form.tsx'
import type { SaleParts } from './sale-renewal.part.tsx'

const api = apiOf('invoicing', invoicingContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The invoices issued, newest first; a sale is typed beside them. */
export function InvoicesPage({ sale }: { sale: SaleParts }) {
  const labels = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [{ customerId }, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={labels.invoices}
      name="invoices"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.search}
      exportPath="/invoices/export"
      empty={{ text: words.noInvoices, action: { label: words.newSale, run: create } }}
      mainAction={{ label: words.newSale, right: 'invoicing.write', run: create }}
      actions={useActions()}
      panel={id =>
        id === 'new' ? (
          <CreateSale parts={sale} customerId={customerId} onDone={open => setSearch({ open })} />
        ) : (
          <InvoicePanel key={id} id={id} />
        )
      }
      card={row => path(`invoices/${row.id}`)}
      rowName={row => `${row.number} ${row.customer}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(invoicingWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'contact',
      label: words.showCustomer,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.customerId}`) }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 136, sort: true, phone: 1 },
      { key: 'issuedOn', header: columns.issuedOn, kind: 'day', sort: true, phone: 2 },
      { key: 'customer', header: columns.customer, width: 180, grow: true, phone: 1 },
      { key: 'netCents', header: columns.netCents, kind: 'money', sum: true, width: 108 },
      { key: 'vatCents', header: columns.vatCents, kind: 'money', sum: true, width: 96 },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', sum: true, width: 112, phone: 'end' },
      {
        key: 'source',
        header: columns.source,
        width: 150,
        text: row => words.sources[row.source] ?? row.source,
      },
      { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day', width: 100 },
    ],
    [columns, words],
  )
}

function useFilters(): ListFilter[] {
  const { columns } = useLabels(invoicingLabels)
  return useMemo(
    () => [
      { kind: 'days', label: columns.issuedOn, from: 'issuedFrom', to: 'issuedTo' },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
    ],
    [columns],
  )
}
