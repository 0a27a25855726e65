import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { catalogueWords } from '../labels/catalogue-screens.ts'
import { catalogueLabels } from '../labels/catalogues.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { PARTNER_CATALOGUE_STATES } from '../rules/catalogue.ts'
import { type PartnerCatalogueRow, partnerCatalogues } from './catalogue-api.part.ts'
import { CatalogueStatus } from './catalogue-status.part.tsx'
import { useExchangeTabs } from './exchange-tabs.part.tsx'
import { TakeCatalogue } from './take-catalogue.form.tsx'

/** Catalogues of partners, each a proposal until it is applied. Source: D8. */
export function PartnerCataloguesPage() {
  const words = useLabels(catalogueWords)
  const { title } = useLabels(exchangeWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [taking, setTaking] = useState(false)
  const take = { label: words.take, right: 'exchange.write', run: () => setTaking(true) }
  return (
    <>
      <ListPage
        title={title}
        name="partner-catalogues"
        source={partnerCatalogues}
        counted={count => format.many(count, words.catalogueOne, words.catalogueMany)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useExchangeTabs('partner-catalogues')}
        exportPath="/partner-catalogues/export"
        empty={{ text: words.nothingReceived, action: take }}
        mainAction={take}
        panel={id => <CataloguePanel key={id} id={id} />}
        card={({ id }) => path(`partner-catalogues/${id}`)}
        rowName={({ partner, asOf }) => words.of(partner, format.day(asOf))}
      />
      {taking && <TakeCatalogue onClose={() => setTaking(false)} />}
    </>
  )
}

function CataloguePanel({ id }: { id: string }) {
  const words = useLabels(catalogueWords)
  const { columns, verdicts } = useLabels(catalogueLabels)
  const format = useFormat()
  const query = useQuery(partnerCatalogues.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {of => (
        <>
          <RecordHead
            name={words.of(of.partner, format.day(of.asOf))}
            status={<CatalogueStatus of={of.state} />}
            actions={<RecordButton to={`partner-catalogues/${id}`}>{words.examine}</RecordButton>}
          />
          <Facts
            facts={[
              { label: columns.productCount, value: format.integer(of.productCount) },
              { label: columns.families, value: of.families.join(', '), wide: true },
              { label: verdicts.new, value: format.integer(of.newCount) },
              { label: verdicts.changed, value: format.integer(of.changedCount) },
              { label: verdicts.same, value: format.integer(of.sameCount) },
              { label: verdicts['only-here'], value: format.integer(of.onlyHereCount) },
              { label: verdicts.conflict, value: format.integer(of.conflictCount) },
              { label: words.comparedOn, value: format.instant(of.comparedAt) },
              { label: columns.appliedAt, value: of.appliedAt && format.instant(of.appliedAt) },
              {
                label: words.appliedParts,
                value: of.appliedParts.map(part => words.parts[part]).join(', '),
                wide: true,
              },
            ]}
          />
        </>
      )}
    </RecordPanel>
  )
}

function useColumns(): ListColumn<PartnerCatalogueRow>[] {
  const { columns } = useLabels(catalogueLabels)
  return useMemo(
    () => [
      { key: 'partner', header: columns.partner, width: 200, grow: true, phone: 1 },
      { key: 'asOf', header: columns.asOf, kind: 'day', width: 100, phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 120,
        cell: row => <CatalogueStatus of={row.state} />,
        phone: 'end',
      },
      { key: 'productCount', header: columns.productCount, kind: 'integer', width: 90 },
      { key: 'newCount', header: columns.newCount, kind: 'integer', width: 90 },
      { key: 'changedCount', header: columns.changedCount, kind: 'integer', width: 90 },
      { key: 'conflictCount', header: columns.conflictCount, kind: 'integer', width: 90 },
      { key: 'appliedAt', header: columns.appliedAt, kind: 'instant', width: 140 },
      { key: 'createdAt', header: columns.createdAt, kind: 'instant', width: 140, sort: true },
    ],
    [columns],
  )
}

function useFilters(): ListFilter[] {
  const { columns, states } = useLabels(catalogueLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        key: 'state',
        single: true,
        label: columns.state,
        options: PARTNER_CATALOGUE_STATES.map(value => ({ value, label: states[value] })),
      },
    ],
    [columns, states],
  )
}
