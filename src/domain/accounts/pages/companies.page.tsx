import { Button, NavLink } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { queryClient } from '../../../platform/web/query-client.ts'
import { EntranceFrame } from '../../../platform/web/shell/entrance-frame.tsx'
import { accountsContract } from '../contract.ts'
import { entranceWords } from '../labels/entrance.ts'

const api = apiOf('accounts', accountsContract)

/** The companies one may enter; a user who has none may create one. */
export function CompaniesPage() {
  const words = useLabels(entranceWords)
  const me = useQuery(api.session.me.queryOptions({ input: {} }))
  const [creating, setCreating] = useState(false)
  if (!me.data) return null
  const { companies } = me.data
  return (
    <EntranceFrame title={words.companies} text={companies.length > 0 ? words.companiesText : words.none}>
      <nav aria-label={words.companies}>
        {companies.map(({ slug, name }) => (
          <NavLink key={slug} component={Link} to={`/${slug}`} label={name} variant="subtle" />
        ))}
      </nav>
      {creating ? (
        <CreateCompany onCancel={() => setCreating(false)} />
      ) : (
        <Button variant="default" onClick={() => setCreating(true)}>
          {words.createCompany}
        </Button>
      )}
    </EntranceFrame>
  )
}

function CreateCompany({ onCancel }: { onCancel(): void }) {
  const words = useLabels(entranceWords)
  const navigate = useNavigate()
  const form = useRecordForm({
    initial: { name: '' },
    input: values => values,
    schema: accountsContract.companies.create['~orpc'].inputSchema,
    save: (input: { name: string }, saving) => api.companies.create.call(input, saving),
    onSaved: async ({ slug }) => {
      await queryClient.invalidateQueries({ queryKey: api.session.me.key() })
      void navigate({ to: `/${slug}` })
    },
  })
  return (
    <FormFrame form={form} submit={words.begin} onCancel={onCancel}>
      <TextField {...form.field('name')} label={words.company} required autoFocus />
    </FormFrame>
  )
}
