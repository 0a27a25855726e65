import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { IssueStatusDot } from './issue-panel.part.tsx'
import { EditTitle } from './title.form.tsx'
import { TitleFacts, useTitle } from './title-panel.part.tsx'

const api = apiOf('catalog', catalogContract)
type Product = Awaited<ReturnType<typeof api.products.list.call>>['rows'][number]
type Issue = Awaited<ReturnType<typeof api.issues.list.call>>['rows'][number]

/** The settings of a title and the products it takes into account. Source: ABO-19 to ABO-25. */
export function TitlePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const path = useCompanyPath()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  return (
    <CardPage
      query={useTitle(id)}
      back={{ to: path('titles'), label: labels.titles }}
      number={title => title.code}
      name={title => title.name}
      actions={() =>
        !editing && (
          <>
            {may('catalog.write') && (
              <Button leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                {words.edit}
              </Button>
            )}
            <RecordButton to="issues" search={{ titleId: id, open: 'new' }}>
              {labels.newIssue}
            </RecordButton>
          </>
        )
      }
      tabs={() => [
        { key: 'products', label: labels.products, content: <TitleProducts titleId={id} /> },
        { key: 'issues', label: labels.issues, content: <TitleIssues titleId={id} /> },
      ]}
    >
      {title => (
        <>
          {editing ? (
            <div style={{ maxWidth: 560 }}>
              <EditTitle title={title} onDone={() => setEditing(false)} />
            </div>
          ) : (
            <TitleFacts of={title} />
          )}
          <Stamps {...title} />
        </>
      )}
    </CardPage>
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

function TitleIssues({ titleId }: { titleId: string }) {
  const { columns, noIssue } = useLabels(catalogLabels)
  const query = useQuery(api.issues.list.queryOptions({ input: { titleId, sort: '-coverOn', limit: 100 } }))
  const shown: ListColumn<Issue>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => (
        <RecordLink to="issues" search={{ open: row.id }}>
          {row.number}
        </RecordLink>
      ),
    },
    { key: 'label', header: columns.label },
    { key: 'coverOn', header: columns.coverOn, kind: 'day' },
    { key: 'onSaleOn', header: columns.onSaleOn, kind: 'day' },
    { key: 'closesOn', header: columns.closesOn, kind: 'day' },
    { key: 'status', header: columns.status, cell: row => <IssueStatusDot of={row.status} /> },
  ]
  return <SmallTable query={query} columns={shown} empty={noIssue} />
}
