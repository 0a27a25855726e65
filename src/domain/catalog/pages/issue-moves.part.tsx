import { Button } from '@mantine/core'
import { IconArrowBackUp, IconBan, IconLock, IconLockOpen } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { issueWords } from '../labels/issues.ts'
import { titleWords } from '../labels/titles.ts'
import type { IssueStatus } from '../rules/issue-calendar.ts'
import { mayMove } from '../rules/issue-state.ts'
import type { Issue } from './issue-panel.part.tsx'
import { useIssueUpdate } from './issue-update.part.tsx'

type Move = { to: 'planned' | 'closed' | 'skipped'; label: string; icon: ReactNode }

function movesFrom(status: IssueStatus, words: (typeof issueWords)['fr']): Move[] {
  const back =
    status === 'skipped'
      ? { label: words.restore, icon: <IconArrowBackUp size={15} /> }
      : { label: words.reopen, icon: <IconLockOpen size={15} /> }
  const moves: Move[] = [
    { to: 'closed', label: words.close, icon: <IconLock size={15} /> },
    { to: 'planned', ...back },
    { to: 'skipped', label: words.skip, icon: <IconBan size={15} /> },
  ]
  return moves.filter(({ to }) => to !== status && mayMove(status, to))
}

/** What can be done with an issue where it stands: close it, open it again, skip it. Source: CIR-2, X-7. */
export function IssueMoves({ issue }: { issue: Issue }) {
  const words = useLabels(issueWords)
  const { each } = useLabels(titleWords)
  const notify = useNotify()
  const { update, asking } = useIssueUpdate()
  const [skipping, setSkipping] = useState(false)
  const move = async (status: Move['to']) => {
    setSkipping(false)
    // Opened again after its closing day, it stays open until it is dispatched or closed by hand.
    const reopened = status === 'planned' && issue.status === 'closed' ? { closesOn: null } : {}
    try {
      await update({ id: issue.id, revision: issue.revision, status, ...reopened })
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <>
      {movesFrom(issue.status, words).map(({ to, label, icon }) => (
        <Button
          key={to}
          variant="default"
          leftSection={icon}
          onClick={() => (to === 'skipped' ? setSkipping(true) : void move(to))}
        >
          {label}
        </Button>
      ))}
      <Confirm
        opened={skipping}
        title={words.skipTitle(each[issue.titleKind].name(issue.titleName, issue.number))}
        text={words.skipText}
        action={words.skip}
        danger
        onConfirm={() => void move('skipped')}
        onCancel={() => setSkipping(false)}
      />
      {asking}
    </>
  )
}
