import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import type { FieldProps } from '../../../platform/web/fields/field-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { issuesContract } from '../contract/issues.ts'

const api = apiOf('issues', issuesContract)

/** The day an issue to come bears, chosen by its number; the next one whose file is still open is proposed, not an old one that never left. */
export function IssueDayField({ value, onChange, ...field }: FieldProps<string | null>) {
  const { numbered } = useLabels(commonWords)
  const format = useFormat()
  const { today } = useSession()
  const { data } = useQuery(api.list.queryOptions({ input: { status: 'planned', sort: 'coverOn', limit: 50 } }))
  const open = (data?.rows ?? []).filter(({ closesOn }) => closesOn === null || closesOn >= today)
  const first = (open.find(({ coverOn }) => coverOn >= today) ?? open.at(-1))?.coverOn
  // biome-ignore lint/correctness/useExhaustiveDependencies: proposed once, when the issues are known.
  useEffect(() => {
    if (value === null && first) onChange(first)
  }, [first])
  const options = [...new Map(open.map(issue => [issue.coverOn, issue])).values()].map(
    ({ coverOn, number, titleName }) => ({
      value: coverOn,
      label: `${titleName} ${numbered(number)} (${format.day(coverOn)})`,
    }),
  )
  const known = value === null || options.some(option => option.value === value)
  return (
    <ChoiceField
      {...field}
      value={value}
      onChange={onChange}
      searchable
      options={known ? options : [{ value, label: format.day(value) }, ...options]}
    />
  )
}
