import { Button, Input } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { lettersContract } from '../contract/letters.ts'
import { letterWords } from '../labels/letters.ts'
import { ABOUT, type About, LETTER_FIELDS } from '../rules/letters.ts'
import type { Letter } from './letters.page.tsx'

const api = apiOf('letters', lettersContract)
type Create = Parameters<typeof api.create.call>[0]
type Update = Parameters<typeof api.update.call>[0]

const blank = {
  name: '',
  about: 'party' as About,
  language: 'fr' as 'fr' | 'en',
  subject: '',
  body: '{salutation}\n\n',
}
type Values = typeof blank

const valuesOf = ({ name, about, language, subject, body }: Letter): Values => ({
  name,
  about,
  language,
  subject,
  body,
})

/** A letter to many: its words, the fields it may hold, and how it looks on paper. */
export function LetterForm({ letter, onDone }: { letter: Letter | undefined; onDone(id: string | undefined): void }) {
  const words = useLabels(letterWords)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm<Values, Letter>({
    initial: letter ? valuesOf(letter) : blank,
    input: values => (letter ? { ...values, id: letter.id, revision: letter.revision } : values),
    schema: (letter ? lettersContract.update : lettersContract.create)['~orpc'].inputSchema,
    save: (input: Create & Update, saving) =>
      letter ? api.update.call(input, saving) : api.create.call(input, saving),
    onSaved: ({ id }) => {
      notify.done(words.saved)
      refresh()
      onDone(id)
    },
  })
  return (
    <FormFrame
      form={form}
      submit={words.save}
      locked={may('parties.write') ? undefined : words.save}
      beside={letter && <Beside letter={letter} onRemoved={() => onDone(undefined)} />}
    >
      <TextField {...form.field('name')} label={words.name} required />
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)" phone="minmax(0, 1fr)">
        <SwitchField
          {...form.field('about')}
          label={words.about}
          options={ABOUT.map(value => ({ value, label: words.abouts[value] }))}
        />
        <SwitchField
          {...form.field('language')}
          label={words.language}
          options={(['fr', 'en'] as const).map(value => ({ value, label: words.languages[value] }))}
        />
      </FieldRow>
      <TextField {...form.field('subject')} label={words.subject} />
      <TextField {...form.field('body')} label={words.body} description={words.bodyHint} kind="lines" required />
      <Fields form={form} />
    </FormFrame>
  )
}

/** The fields such a letter may hold, each a click away from its text. */
function Fields({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(letterWords)
  const { about, language, body } = form.values
  return (
    <Input.Wrapper label={words.fields} labelElement="div" size="xs">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, marginTop: 4 }}>
        {Object.values(LETTER_FIELDS[about]).map(field => (
          <Button
            key={field[language]}
            variant="default"
            size="compact-xs"
            aria-label={words.insert(field[language])}
            onClick={() => form.set({ body: `${body}{${field[language]}}` })}
          >
            {`{${field[language]}}`}
          </Button>
        ))}
      </div>
    </Input.Wrapper>
  )
}

function Beside({ letter, onRemoved }: { letter: Letter; onRemoved(): void }) {
  const words = useLabels(letterWords)
  const notify = useNotify()
  const may = useMay()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const [removing, setRemoving] = useState(false)
  const [working, setWorking] = useState(false)
  const attempt = async (run: () => Promise<unknown>) => {
    setWorking(true)
    await run().catch(notify.failed)
    setWorking(false)
  }
  const remove = async () => {
    await api.remove.call({ id: letter.id })
    notify.done(words.removed)
    refresh()
    onRemoved()
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEye size={16} />}
        loading={working}
        onClick={() => void attempt(() => download(`/letter-templates/${letter.id}/sample`, { company, inLanguage }))}
      >
        {words.preview}
      </Button>
      {may('parties.write') && (
        <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
          {words.remove}
        </Button>
      )}
      <Confirm
        opened={removing}
        danger
        title={words.remove}
        text={words.removeText}
        action={words.remove}
        working={working}
        onCancel={() => setRemoving(false)}
        onConfirm={() => void attempt(remove)}
      />
    </>
  )
}
