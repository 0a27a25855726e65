import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { EditTitle } from './title.form.tsx'

const api = apiOf('catalog', catalogContract)
export type Title = Awaited<ReturnType<typeof api.titles.get.call>>
type Product = Awaited<ReturnType<typeof api.products.list.call>>['rows'][number]

/** One title beside the list: its settings and the products taken into account. Source: ABO-20 to ABO-24. */
export function TitlePanel({ id }: { id: string }) {
  const words = useLabels(catalogWords)
  const labels = useLabels(catalogLabels)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const query = useQuery(api.titles.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {title => (
        <>
          <RecordHead
            number={title.code}
            name={title.name}
            actions={
              !editing && (
                <>
                  {may('catalog.write') && (
                    <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                      {words.edit}
                    </Button>
                  )}
                  <RecordLink to="issues" search={{ titleId: id }}>
                    {labels.issues}
                  </RecordLink>
                </>
              )
            }
          />
          {editing ? <EditTitle title={title} onDone={() => setEditing(false)} /> : <TitleFacts of={title} />}
          <RecordPart title={labels.products}>
            <TitleProducts titleId={id} />
          </RecordPart>
          <Stamps {...title} />
        </>
      )}
    </RecordPanel>
  )
}

function TitleFacts({ of }: { of: Title }) {
  const { columns, frequencies } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.frequency, value: frequencies[of.frequency] },
        { label: columns.firstIssueOn, value: format.day(of.firstIssueOn) },
        {
          label: columns.mailingHouse,
          value: of.mailingHouseId ? (
            <RecordLink to={`contacts/${of.mailingHouseId}`}>{of.mailingHouse}</RecordLink>
          ) : (
            words.noMailingHouse
          ),
        },
        { label: columns.issueCount, value: format.integer(of.issueCount) },
        { label: columns.issn, value: of.issn },
        { label: columns.cppap, value: of.cppap },
      ]}
    />
  )
}

function TitleProducts({ titleId }: { titleId: string }) {
  const { columns, titleProductColumns, kinds, noProduct } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const query = useQuery(api.products.list.queryOptions({ input: { titleId, limit: 100 } }))
  const shown: ListColumn<Product>[] = [
    {
      key: 'code',
      header: titleProductColumns.code,
      cell: row => (
        <RecordLink to="products" search={{ open: row.id }}>
          {row.code}
        </RecordLink>
      ),
    },
    { key: 'kind', header: words.abo, text: row => kinds[row.kind] },
    { key: 'characteristic', header: columns.characteristic },
    { key: 'label', header: titleProductColumns.label },
    { key: 'netCents', header: columns.netCents, kind: 'money' },
    { key: 'grossCents', header: columns.grossCents, kind: 'money' },
  ]
  return <SmallTable query={query} columns={shown} empty={noProduct} />
}
