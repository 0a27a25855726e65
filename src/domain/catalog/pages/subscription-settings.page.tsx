import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { catalogContract } from '../contract.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import { useTitleForm } from './title.form.tsx'
import { RhythmFields } from './title-fields.part.tsx'
import { type Title, TitleFacts, useTitle } from './title-panel.part.tsx'
import { TitleProducts } from './title-products.part.tsx'

const api = apiOf('catalog', catalogContract)

/** "Paramétrage > Abonnements": the rhythm of a title, its mailing house and the products taken into account. Source: ABO-19 to ABO-25. */
export function SubscriptionSettingsPage() {
  const words = useLabels(titleWords)
  const labels = useLabels(catalogLabels)
  const common = useLabels(commonWords)
  const [{ titleId }, setSearch] = useSearchValues()
  const titles = useQuery(api.titles.list.queryOptions({ input: { limit: 100 } }))
  const rows = titles.data?.rows ?? []
  const chosen = rows.find(({ id }) => id === titleId)?.id ?? rows[0]?.id
  return (
    <>
      <ScreenHeading title={words.settings} name={words.settings} />
      <Sections>
        {titles.error && <p role="alert">{failureOf(titles.error, common.unreachable).message}</p>}
        {!titles.data && !titles.error && <p role="status">{common.loading}</p>}
        {titles.data && !chosen && (
          <Section title={labels.noTitle}>
            <RecordButton to="titles" search={{ open: 'new' }}>
              {labels.newTitle}
            </RecordButton>
          </Section>
        )}
        {rows.length > 1 && (
          <Section title={labels.title}>
            <ChoiceField
              name="titleId"
              label={words.chooseTitle}
              value={chosen ?? null}
              onChange={id => setSearch({ titleId: id ?? undefined })}
              options={rows.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Section>
        )}
        {chosen && <Chosen key={chosen} id={chosen} />}
      </Sections>
    </>
  )
}

function Chosen({ id }: { id: string }) {
  const words = useLabels(titleWords)
  const common = useLabels(commonWords)
  const may = useMay()
  const query = useTitle(id)
  if (!query.data)
    return (
      <p role={query.error ? 'alert' : 'status'}>
        {query.error ? failureOf(query.error, common.unreachable).message : common.loading}
      </p>
    )
  return (
    <>
      <Section title={query.data.name} text={words.settingsHint}>
        {may('catalog.write') ? (
          <SettingsForm key={query.data.revision} title={query.data} />
        ) : (
          <TitleFacts of={query.data} />
        )}
      </Section>
      <Section title={words.taken}>
        <TitleProducts titleId={id} />
      </Section>
    </>
  )
}

function SettingsForm({ title }: { title: Title }) {
  const words = useLabels(titleWords)
  const notify = useNotify()
  const navigate = useNavigate()
  const path = useCompanyPath()
  const form = useTitleForm(title, () => notify.done(words.saved(title.name)))
  return (
    <FormFrame
      form={form}
      submit={words.confirm}
      beside={
        <Button variant="default" onClick={() => void navigate({ to: path(`titles/${title.id}`) })}>
          {words.close}
        </Button>
      }
    >
      <RhythmFields form={form} />
    </FormFrame>
  )
}
