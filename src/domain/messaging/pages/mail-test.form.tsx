import { Alert, Button } from '@mantine/core'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'

const api = apiOf('messaging', messagingContract).mailSettings
type Test = Parameters<typeof api.test.call>[0]

/** Sends a message now by what is saved, or says what keeps it from leaving. Ctrl+S stays with the settings above. */
export function MailTest({ obstacle }: { obstacle: string | undefined }) {
  const { settings: labels } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const { user } = useSession()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useRecordForm<{ to: string }, { to: string }>({
    initial: { to: user.email },
    input: ({ to }) => ({ to: to.trim() || undefined }),
    schema: messagingContract.mailSettings.test['~orpc'].inputSchema,
    save: (input: Test, saving) => {
      setSentTo(null)
      return api.test.call(input, saving)
    },
    onSaved: ({ to }) => {
      form.preset({ to })
      setSentTo(to)
    },
  })
  return (
    <form
      ref={form.ref}
      noValidate
      style={{ display: 'grid', gap: 12 }}
      onSubmit={event => {
        event.preventDefault()
        if (obstacle === undefined) form.submit()
      }}
    >
      <TextField {...form.field('to')} label={words.testTo} kind="email" description={obstacle} />
      {form.failure && (
        <Alert color="red" role="alert" p="xs">
          {form.failure.message}
        </Alert>
      )}
      {sentTo && (
        <Alert color="green" role="status" p="xs">
          {words.testSentTo(sentTo)}
        </Alert>
      )}
      <Button
        type="submit"
        variant="default"
        loading={form.saving}
        disabled={obstacle !== undefined}
        style={{ justifySelf: 'start' }}
      >
        {labels.test}
      </Button>
    </form>
  )
}
