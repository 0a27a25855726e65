import { Alert, Button, Loader, Stack } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { accessWords } from '../labels/mailbox-access.ts'
import { mailboxes } from './exchange-api.part.ts'

/** Asked once an answer: a provider takes each only once, and React may begin twice. */
const asked = new Map<string, ReturnType<typeof mailboxes.authorise.call>>()
function authorisedBy(answer: string, done: (user: string) => void) {
  const known = asked.get(answer) ?? mailboxes.authorise.call({ answer })
  if (!asked.has(answer)) known.then(({ user }) => done(user)).catch(() => undefined) // shown by each page that asked
  asked.set(answer, known)
  return known
}

/** Where a provider sends the user of a mailbox back to: the access they gave is kept. Source: X-45. */
export function MailboxAuthorisedPage() {
  const words = useLabels(accessWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const navigate = useNavigate()
  const path = useCompanyPath()
  const [failure, setFailure] = useState<unknown>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer in the address is given once
  useEffect(() => {
    const done = (user: string) => {
      notify.done(words.allowed(user))
      refresh()
    }
    const gone = () => navigate({ to: path('mailboxes'), replace: true })
    authorisedBy(location.search, done).then(gone, setFailure)
  }, [])
  return (
    <Stack p="lg" maw={640}>
      {failure === undefined ? (
        <Stack align="start" role="status">
          <Loader size="sm" />
          {words.allowing}
        </Stack>
      ) : (
        <>
          <Alert color="red" role="alert">
            {failureOf(failure, common.unreachable).message}
          </Alert>
          <Button component={Link} to={path('mailboxes')} variant="default" style={{ alignSelf: 'start' }}>
            {words.back}
          </Button>
        </>
      )}
    </Stack>
  )
}
