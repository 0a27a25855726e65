import { IconPrinter } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { partiesContract } from '../contract.ts'
import { letterWords } from '../labels/letters.ts'
import { partyWords } from '../labels/screens.ts'
import { partiesLabels } from '../labels.ts'
import { KINDS, MARKETING, ROLES } from '../rules/name.ts'
import { useContactsTabs } from './contacts-tabs.part.tsx'
import { CreateParty } from './party.form.tsx'
import { PartyPanel } from './party-panel.part.tsx'
import { type Printable, PrintDialog } from './print.part.tsx'

const api = apiOf('parties', partiesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** People and organisations. */
export function PartiesPage() {
  const labels = useLabels(partiesLabels)
  const words = useLabels(partyWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  const [printing, setPrinting] = useState<Printable | null>(null)
  return (
    <>
      <ListPage
        tabs={useContactsTabs('contacts')}
        actions={usePrintAction(setPrinting)}
        title={labels.parties}
        name="parties"
        source={api}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        filters={useFilters()}
        searchPlaceholder={labels.searchHint}
        exportPath="/parties/export"
        empty={{ text: labels.nobody, action: { label: labels.newParty, right: 'parties.write', run: create } }}
        mainAction={{ label: labels.newParty, right: 'parties.write', run: create }}
        panel={id =>
          id === 'new' ? <CreateParty onDone={open => setSearch({ open })} /> : <PartyPanel key={id} id={id} />
        }
        card={row => path(`contacts/${row.id}`)}
        rowName={row => `${row.number} ${row.lastName} ${row.firstName} ${row.legalName}`}
      />
      {printing && <PrintDialog printable={printing} onClose={() => setPrinting(null)} />}
    </>
  )
}

/** Prints the chosen contacts, or all that the filters keep. */
function usePrintAction(print: (printable: Printable) => void): RowAction<Row>[] {
  const { print: label } = useLabels(letterWords)
  return [
    {
      key: 'print',
      label,
      icon: <IconPrinter size={16} />,
      on: 'all',
      run: ({ rows, all, count, query }) => {
        const which = all ? textsOf(query) : { ids: rows.map(({ id }) => id).join(',') }
        print({
          count,
          labels: { path: '/parties/labels', query: which },
          letter: { about: 'party', at: id => ({ path: `/letter-templates/${id}/letters`, query: which }) },
        })
      },
    },
  ]
}

const textsOf = (query: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(query).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])))

function useColumns(): ListColumn<Row>[] {
  const { columns, kinds } = useLabels(partiesLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 76, align: 'end', sort: true },
      { key: 'honorific', header: columns.honorific, width: 72 },
      { key: 'lastName', header: columns.lastName, width: 130, grow: true, sort: 'name', phone: 1 },
      { key: 'firstName', header: columns.firstName, width: 110, grow: true, phone: 1 },
      { key: 'legalName', header: columns.legalName, width: 150, grow: true, phone: 1 },
      { key: 'email', header: columns.email, width: 180, grow: true, phone: 2 },
      { key: 'line1', header: columns.line1, width: 160, grow: true },
      { key: 'postcode', header: columns.postcode, width: 96, phone: 2 },
      { key: 'town', header: columns.town, width: 140, phone: 2 },
      { key: 'phone', header: columns.phone, width: 130, hidden: true },
      { key: 'country', header: columns.country, width: 64, hidden: true },
      { key: 'kind', header: columns.kind, width: 100, text: row => kinds[row.kind], hidden: true },
    ],
    [columns, kinds],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(partiesLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'role',
        label: labels.role,
        options: ROLES.map(value => ({ value, label: labels.roles[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: labels.columns.kind,
        options: KINDS.map(value => ({ value, label: labels.kinds[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'marketing',
        label: labels.marketing,
        options: MARKETING.map(value => ({ value, label: labels.marketings[value] })),
      },
    ],
    [labels],
  )
}
