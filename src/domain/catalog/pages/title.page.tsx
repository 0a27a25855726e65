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
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import { IssueStatusDot } from './issue-panel.part.tsx'
import { PlanIssuesButton } from './plan-issues.part.tsx'
import { EditTitle } from './title.form.tsx'
import { type Title, TitleFacts, useTitle } from './title-panel.part.tsx'
import { TitleProducts } from './title-products.part.tsx'

const api = apiOf('catalog', catalogContract)
type Issue = Awaited<ReturnType<typeof api.issues.list.call>>['rows'][number]

/** The settings of a title and the products it takes into account. Source: ABO-19 to ABO-25. */
export function TitlePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const { each, settingsShort } = useLabels(titleWords)
  const path = useCompanyPath()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  return (
    <CardPage
      query={useTitle(id)}
      back={{ to: path('titles'), label: labels.titles }}
      number={title => title.code}
      name={title => title.name}
      actions={title =>
        !editing && (
          <>
            {may('catalog.write') && (
              <Button leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                {words.edit}
              </Button>
            )}
            <RecordButton to="issues" search={{ titleId: id, open: 'new' }}>
              {each[title.kind].newIssue}
            </RecordButton>
            <RecordButton to="subscription-settings" search={{ titleId: id }}>
              {settingsShort}
            </RecordButton>
            {may('catalog.write') && <PlanIssuesButton titleId={id} />}
          </>
        )
      }
      tabs={title => [
        { key: 'products', label: labels.products, content: <TitleProducts titleId={id} /> },
        { key: 'issues', label: each[title.kind].issues, content: <TitleIssues title={title} /> },
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

function TitleIssues({ title }: { title: Title }) {
  const { columns, noIssue } = useLabels(catalogLabels)
  const own = useLabels(titleWords).each[title.kind]
  const query = useQuery(api.issues.list.queryOptions({ input: { titleId: title.id, sort: '-coverOn', limit: 100 } }))
  const shown: ListColumn<Issue>[] = [
    {
      key: 'number',
      header: own.issue,
      cell: row => (
        <RecordLink to="issues" search={{ open: row.id }}>
          {row.number}
        </RecordLink>
      ),
    },
    { key: 'label', header: columns.label },
    { key: 'coverOn', header: own.coverOn, kind: 'day' },
    { key: 'onSaleOn', header: columns.onSaleOn, kind: 'day' },
    { key: 'closesOn', header: own.closesOn, kind: 'day' },
    { key: 'status', header: columns.status, cell: row => <IssueStatusDot of={row.status} /> },
  ]
  return <SmallTable query={query} columns={shown} empty={noIssue} />
}
