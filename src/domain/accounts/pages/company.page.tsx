import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { queryClient } from '../../../platform/web/query-client.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { accountsContract } from '../contract.ts'
import { companyWords } from '../labels/company.ts'

const api = apiOf('accounts', accountsContract)
type Company = Awaited<ReturnType<typeof api.companies.get.call>>
type Update = Parameters<typeof api.companies.update.call>[0]
const zones = Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') }))

/** The name, the address and the time zone of the company. */
export function CompanyPage() {
  const words = useLabels(companyWords)
  const query = useQuery(api.companies.get.queryOptions({ input: {} }))
  return (
    <>
      <ScreenHeading title={words.company} name={words.company} />
      <Sections>
        {query.data && (
          <Section title={query.data.name}>
            <CompanyForm company={query.data} />
          </Section>
        )}
      </Sections>
    </>
  )
}

function CompanyForm({ company: { name, slug, timeZone } }: { company: Company }) {
  const words = useLabels(companyWords)
  const notify = useNotify()
  const navigate = useNavigate()
  const may = useMay()
  const readOnly = !may('accounts.write')
  const form = useRecordForm({
    initial: { name, slug, timeZone: timeZone as string | null },
    input: values => ({ ...values, timeZone: values.timeZone ?? undefined }),
    schema: accountsContract.companies.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.companies.update.call(input, saving),
    onSaved: async saved => {
      notify.done(words.saved)
      await queryClient.invalidateQueries({ queryKey: api.session.me.key() })
      if (saved.slug !== slug) void navigate({ to: `/${saved.slug}/company` })
    },
  })
  return (
    <FormFrame form={form} submit={words.save} {...(readOnly ? { locked: words.readOnly } : {})}>
      <TextField {...form.field('name')} label={words.name} required disabled={readOnly} />
      <TextField
        {...form.field('slug')}
        label={words.slug}
        description={words.slugHint(location.origin, form.values.slug)}
        required
        disabled={readOnly}
      />
      <ChoiceField
        {...form.field('timeZone')}
        label={words.timeZone}
        description={words.timeZoneHint}
        options={zones}
        searchable
        disabled={readOnly}
      />
    </FormFrame>
  )
}
