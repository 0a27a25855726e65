import { useNavigate, useParams } from '@tanstack/react-router'
import { z } from 'zod'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { post } from '../../../platform/web/plain-call.ts'
import { EntranceFrame } from '../../../platform/web/shell/entrance-frame.tsx'
import { entranceWords } from '../labels/entrance.ts'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../rules.ts'

const chosen = z.object({ password: z.string().min(PASSWORD_MIN_LENGTH).max(PASSWORD_MAX_LENGTH) })

/** Where an invitation or a lost password leads: the link chooses a new one, once. */
export function ChoosePasswordPage() {
  const words = useLabels(entranceWords)
  const { token } = useParams({ strict: false }) as { token: string }
  const navigate = useNavigate()
  const notify = useNotify()
  const form = useRecordForm({
    initial: { password: '' },
    input: values => values,
    schema: chosen,
    save: ({ password }: z.infer<typeof chosen>) => post('/auth/reset-password', { token, newPassword: password }),
    onSaved: () => {
      notify.done(words.passwordChosen)
      void navigate({ to: '/sign-in', replace: true })
    },
  })
  return (
    <EntranceFrame title={words.choosePassword} text={words.choosePasswordText}>
      <FormFrame form={form} plain submit={words.choose}>
        <TextField
          {...form.field('password')}
          label={words.password}
          kind="password"
          description={words.passwordHint(PASSWORD_MIN_LENGTH)}
          required
          autoComplete="new-password"
          autoFocus
        />
      </FormFrame>
    </EntranceFrame>
  )
}
