import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { subscriptionsLabels } from '../labels.ts'
import { nameOf, PurchaseLinks } from './purchase-facts.part.tsx'
import { SingleIssueFacts, SingleIssueStatus, useSingleIssue } from './single-issue-panel.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One single-issue purchase on its own page. */
export function SingleIssuePage({ tabs }: { tabs: (id: string) => readonly Tab[] }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(subscriptionsLabels)
  const path = useCompanyPath()
  return (
    <CardPage
      query={useSingleIssue(id)}
      back={{ to: path('single-issues'), label: labels.singleIssues }}
      number={purchase => purchase.number}
      name={nameOf}
      status={purchase => <SingleIssueStatus of={purchase} />}
      actions={purchase => <PurchaseLinks of={purchase} />}
      tabs={() => tabs(id)}
    >
      {purchase => (
        <>
          <SingleIssueFacts of={purchase} />
          <Stamps {...purchase} />
        </>
      )}
    </CardPage>
  )
}
