import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { documentMailsContract } from '../contract/mail.ts'
import { mailWords } from '../labels/mail-screens.ts'

const api = apiOf('documentMails', documentMailsContract)
type Settings = Awaited<ReturnType<typeof api.settings.call>>

/** What the mails of documents say, in each language. */
export function MailWordsForm({ onDone }: { onDone(): void }) {
  const common = useLabels(commonWords)
  const { data } = useQuery(api.settings.queryOptions())
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  return <WordsForm of={data} onDone={onDone} />
}

function WordsForm({ of, onDone }: { of: Settings; onDone(): void }) {
  const words = useLabels(mailWords)
  const notify = useNotify()
  const form = useRecordForm({
    initial: { subject: of.fr.subject, body: of.fr.body, subjectEn: of.en.subject, bodyEn: of.en.body, link: of.link },
    input: ({ subject, body, subjectEn, bodyEn, link }) => ({
      fr: { subject, body },
      en: { subject: subjectEn, body: bodyEn },
      link,
    }),
    save: (input: Settings, saving) => api.save.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
      onDone()
    },
  })
  return (
    <FormFrame form={form} submit={words.save} onCancel={onDone}>
      <Fieldset legend={words.french}>
        <TextField {...form.field('subject')} label={words.subject} required />
        <TextField {...form.field('body')} label={words.body} description={words.fields} kind="lines" required />
      </Fieldset>
      <Fieldset legend={words.english}>
        <TextField {...form.field('subjectEn')} label={words.subject} required />
        <TextField {...form.field('bodyEn')} label={words.body} kind="lines" required />
      </Fieldset>
      <TextField {...form.field('link')} label={words.link} description={words.linkHint} />
    </FormFrame>
  )
}
