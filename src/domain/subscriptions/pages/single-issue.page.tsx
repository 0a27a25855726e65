import { useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { subscriptionsLabels } from '../labels.ts'
import { EditPurchase } from './purchase.form.tsx'
import { nameOf } from './purchase-facts.part.tsx'
import { PurchaseActions } from './purchase-head.part.tsx'
import { PurchaseStamps, useEditing } from './purchase-panel.part.tsx'
import { SingleIssueFacts, SingleIssueStatus, useSingleIssue } from './single-issue-panel.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One single-issue purchase on its own page. */
export function SingleIssuePage({ tabs }: { tabs: (id: string) => readonly Tab[] }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(subscriptionsLabels)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const { editing, begin, end } = useEditing(id)
  const leave = () => void navigate({ to: path('single-issues') })
  return (
    <CardPage
      query={useSingleIssue(id)}
      back={{ to: path('single-issues'), label: labels.singleIssues }}
      number={purchase => purchase.number}
      name={nameOf}
      status={purchase => <SingleIssueStatus of={purchase} />}
      actions={purchase =>
        !editing && <PurchaseActions kind="single-issue" of={purchase} onEdit={begin} onGone={leave} />
      }
      tabs={() => tabs(id)}
    >
      {purchase => (
        <>
          {editing ? (
            <EditPurchase kind="single-issue" of={purchase} onDone={end} />
          ) : (
            <SingleIssueFacts of={purchase} />
          )}
          <PurchaseStamps of={purchase} />
        </>
      )}
    </CardPage>
  )
}
