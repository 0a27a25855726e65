import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
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
import { initialsOf, PASSWORD_MIN_LENGTH } from '../rules.ts'

const api = apiOf('accounts', accountsContract)
const begin = accountsContract.setup.begin['~orpc'].inputSchema
type Begin = Parameters<typeof api.setup.begin.call>[0]

/** The first run: one company and its administrator, who is then signed in. */
export function WelcomePage() {
  const words = useLabels(entranceWords)
  const navigate = useNavigate()
  const setup = useQuery(api.setup.status.queryOptions({ input: {} }))
  const form = useRecordForm({
    initial: { companyName: '', name: '', initials: '', email: '', password: '' },
    input: ({ initials, name, ...values }) => ({
      ...values,
      name,
      initials: initials || initialsOf(name) || undefined,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    schema: begin,
    save: async (input: Begin, saving) => {
      const company = await api.setup.begin.call(input, saving)
      await post('/auth/sign-in/email', { email: input.email, password: input.password })
      return company
    },
    onSaved: ({ slug }) => {
      queryClient.clear()
      void navigate({ to: `/${slug}`, replace: true })
    },
  })
  if (setup.data && !setup.data.needed && !form.saving) return <Navigate to="/" replace />
  return (
    <EntranceFrame title={words.welcome} text={words.welcomeText}>
      <FormFrame form={form} plain submit={words.begin}>
        <TextField
          {...form.field('companyName')}
          label={words.company}
          description={words.companyHint}
          required
          autoComplete="organization"
          autoFocus
        />
        <TextField {...form.field('name')} label={words.yourName} required autoComplete="name" />
        <TextField
          {...form.field('initials')}
          label={words.initials}
          description={words.initialsHint}
          placeholder={form.values.name && initialsOf(form.values.name)}
          maxLength={4}
        />
        <TextField {...form.field('email')} label={words.email} kind="email" required autoComplete="username" />
        <TextField
          {...form.field('password')}
          label={words.password}
          kind="password"
          description={words.passwordHint(PASSWORD_MIN_LENGTH)}
          required
          autoComplete="new-password"
        />
      </FormFrame>
    </EntranceFrame>
  )
}
