import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Section } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { stageMailsContract } from '../contract/mails.ts'
import { trackSettingsWords } from '../labels/settings-screens.ts'
import classes from './tracking.module.css'
import { stageMails } from './tracking-api.part.ts'

type Mail = Awaited<ReturnType<typeof stageMails.all.call>>[number]

const BLANK = { name: '', subjectFr: '', bodyFr: '', subjectEn: '', bodyEn: '' }

/** The mails that go with stages. Source: SUI-13, SUI-26. */
export function StageMails() {
  const words = useLabels(trackSettingsWords)
  const doing = useDoing()
  const mayChange = useMay()('orders.write')
  const { data: mails = [] } = useQuery(stageMails.all.queryOptions({ input: {} }))
  const [opened, setOpened] = useState<Mail | 'new' | null>(null)
  return (
    <Section title={words.mails} text={words.mailsText}>
      {mails.length === 0 && <p className={classes.text}>{words.noMails}</p>}
      <ul className={classes.mails}>
        {mails.map(mail => (
          <li key={mail.id}>
            <span>
              <strong>{mail.name}</strong>{' '}
              {mail.stages.length > 0 ? words.usedAt(mail.stages.join(', ')) : words.unused}
            </span>
            {mayChange && (
              <>
                <ActionIcon variant="subtle" aria-label={words.changeMail(mail.name)} onClick={() => setOpened(mail)}>
                  <IconPencil size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={words.removeMail(mail.name)}
                  onClick={() => void doing(() => stageMails.remove.call({ id: mail.id }), words.mailRemoved)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setOpened('new')}>
            {words.addMail}
          </Button>
        </div>
      )}
      {opened && <MailForm of={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />}
    </Section>
  )
}

function MailForm({ of, onClose }: { of: Mail | null; onClose(): void }) {
  const words = useLabels(trackSettingsWords)
  const saved = useSaved(onClose)
  const { name, subjectFr, bodyFr, subjectEn, bodyEn } = of ?? BLANK
  const form = useRecordForm({
    initial: { name, subjectFr, bodyFr, subjectEn, bodyEn },
    input: values => (of ? { id: of.id, revision: of.revision, ...values } : values),
    schema: stageMailsContract[of ? 'update' : 'create']['~orpc'].inputSchema,
    save: (input: Parameters<typeof stageMails.update.call>[0], saving) =>
      of ? stageMails.update.call(input, saving) : stageMails.create.call(input, saving),
    onSaved: () => saved(words.mailSaved),
  })
  return (
    <FormDialog
      title={of ? words.changeMail(of.name) : words.addMail}
      form={form}
      submit={words.saveMail}
      size={640}
      onClose={onClose}
    >
      <TextField {...form.field('name')} label={words.mailName} maxLength={100} required />
      <TextField {...form.field('subjectFr')} label={words.subjectFr} maxLength={200} required />
      <TextField {...form.field('bodyFr')} label={words.bodyFr} kind="lines" required />
      <TextField
        {...form.field('subjectEn')}
        label={words.subjectEn}
        description={words.emptyEnglish}
        maxLength={200}
      />
      <TextField {...form.field('bodyEn')} label={words.bodyEn} kind="lines" />
    </FormDialog>
  )
}
