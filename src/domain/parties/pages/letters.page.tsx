import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { lettersContract } from '../contract/letters.ts'
import { letterWords } from '../labels/letters.ts'
import { useContactsTabs } from './contacts-tabs.part.tsx'
import { LetterForm } from './letter.form.tsx'

const api = apiOf('letters', lettersContract)
export type Letter = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Letters to many, and what stands at their head. */
export function LettersPage() {
  const words = useLabels(letterWords)
  const common = useLabels(commonWords)
  const tabs = useContactsTabs('letters')
  const may = useMay()
  const [{ letter }, setSearch] = useSearchValues()
  const { data, error } = useQuery(api.list.queryOptions({ input: {} }))
  const rows = data?.rows ?? []
  const open = rows.find(({ id }) => id === letter)
  const writing = letter === 'new' || open !== undefined
  const create = () => setSearch({ letter: 'new' })
  return (
    <>
      <ScreenHeading
        title={words.letters}
        name={words.letters}
        tabs={tabs}
        main={{ label: words.newLetter, right: 'parties.write', run: create }}
      />
      <Sections>
        <Section title={words.letters}>
          {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
          {!data && !error && <p role="status">{common.loading}</p>}
          {data && rows.length === 0 && !writing && <p>{words.none}</p>}
          <nav style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }} aria-label={words.written}>
            {rows.map(({ id, name }) => (
              <Button
                key={id}
                variant={id === letter ? 'light' : 'default'}
                aria-current={id === letter ? 'true' : undefined}
                onClick={() => setSearch({ letter: id })}
              >
                {name}
              </Button>
            ))}
          </nav>
        </Section>
        {writing && (
          <Section title={open?.name ?? words.newLetter}>
            <LetterForm
              key={`${letter} ${open?.revision ?? 0}`}
              letter={open}
              onDone={id => setSearch({ letter: id })}
            />
          </Section>
        )}
        {may('parties.write') && <LetterHead />}
      </Sections>
    </>
  )
}

function LetterHead() {
  const words = useLabels(letterWords)
  const { data } = useQuery(api.head.queryOptions({ input: {} }))
  return (
    <Section title={words.head} text={words.headText}>
      {data && <HeadForm key={JSON.stringify(data)} head={data} />}
    </Section>
  )
}

type Head = { lines: string; town: string }

function HeadForm({ head }: { head: Head }) {
  const words = useLabels(letterWords)
  const notify = useNotify()
  const form = useRecordForm<Head, Head>({
    initial: head,
    input: values => values,
    schema: lettersContract.saveHead['~orpc'].inputSchema,
    save: (input: Head, saving) => api.saveHead.call(input, saving),
    onSaved: () => {
      notify.done(words.headSaved)
      refresh()
    },
  })
  return (
    <FormFrame form={form} submit={words.headSave} plain>
      <TextField {...form.field('lines')} label={words.headLines} kind="lines" />
      <TextField {...form.field('town')} label={words.headTown} description={words.headTownHint} />
    </FormFrame>
  )
}
