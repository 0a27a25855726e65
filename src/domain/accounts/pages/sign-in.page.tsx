import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { apiOf } from '../../../platform/web/api.ts'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { post } from '../../../platform/web/plain-call.ts'
import { queryClient } from '../../../platform/web/query-client.ts'
import { EntranceFrame } from '../../../platform/web/shell/entrance-frame.tsx'
import { accountsContract } from '../contract.ts'
import { entranceWords } from '../labels/entrance.ts'

const api = apiOf('accounts', accountsContract)
const credentials = z.object({ email: z.email(), password: z.string().min(1) })

/** A path of this app and nothing else, so that a link cannot send the user elsewhere after sign-in. */
const within = (path: string | undefined) => (path && /^\/(?![/\\])/.test(path) ? path : '/')

/** Who are you? On a server without any user, the first-run wizard instead. */
export function SignInPage() {
  const words = useLabels(entranceWords)
  const { from } = useSearch({ strict: false }) as { from?: string }
  const navigate = useNavigate()
  const setup = useQuery(api.setup.status.queryOptions({ input: {} }))
  const form = useRecordForm({
    initial: { email: '', password: '' },
    input: values => values,
    schema: credentials,
    save: (input: z.infer<typeof credentials>) => post('/auth/sign-in/email', input),
    onSaved: () => {
      queryClient.clear()
      void navigate({ href: within(from), replace: true })
    },
  })
  if (setup.data?.needed) return <Navigate to="/welcome" replace />
  return (
    <EntranceFrame title={words.signIn}>
      <FormFrame form={form} plain submit={words.signIn}>
        <TextField {...form.field('email')} label={words.email} kind="email" autoComplete="username" autoFocus />
        <TextField {...form.field('password')} label={words.password} kind="password" autoComplete="current-password" />
      </FormFrame>
      <Text size="xs" c="dimmed">
        {words.noPassword}
      </Text>
    </EntranceFrame>
  )
}
