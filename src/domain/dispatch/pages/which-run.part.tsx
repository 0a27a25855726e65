import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Bar } from '../../../platform/web/bar.tsx'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { KINDS } from '../contract.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'

const catalog = apiOf('catalog', catalogContract)
type Kind = (typeof KINDS)[number]
export type Which = { kind: Kind; title?: string; issue?: string }

/** The run that the address describes: kind, title, issue; the only title is chosen by itself. */
export function useChosenRun() {
  const [search, setSearch] = useSearchValues()
  const kind: Kind = search.kind === 'single-issue' ? 'single-issue' : 'subscription'
  const titles = useQuery(catalog.titles.list.queryOptions({ input: { limit: 100 }, staleTime: 60_000 }))
  const rows = titles.data?.rows ?? []
  const title = search.title ?? (rows.length === 1 ? rows[0]?.id : undefined)
  const issueId = kind === 'subscription' ? search.issue : undefined
  const issues = useQuery({
    ...catalog.issues.list.queryOptions({
      input: { ...(title ? { titleId: title } : {}), sort: '-coverOn', limit: 100 },
      staleTime: 60_000,
    }),
    enabled: title !== undefined && kind === 'subscription',
  })
  const issue = issues.data?.rows.find(one => one.id === issueId)
  const which = useMemo<Which>(
    () => ({ kind, ...(title ? { title } : {}), ...(issueId ? { issue: issueId } : {}) }),
    [kind, title, issueId],
  )
  return {
    kind,
    title,
    titles: rows,
    noTitle: titles.data?.rows.length === 0,
    issueId,
    issueNumber: issue?.number,
    which,
    set: setSearch,
    ready: title !== undefined && (kind === 'single-issue' || issueId !== undefined),
  }
}
export type ChosenRun = ReturnType<typeof useChosenRun>

/** Subscriptions or single issues, of which title, and for subscriptions the issue, the same for all. Source: ABO-52, ABO-53. */
export function WhichRun({ chosen }: { chosen: ChosenRun }) {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const { numbered } = useLabels(commonWords)
  const format = useFormat()
  const { kind, title, titles, issueId, set } = chosen
  const issues = useMemo(
    () =>
      lookupSource(
        'issues',
        catalog.issues,
        issue => ({ value: issue.id, label: numbered(issue.number), hint: format.day(issue.coverOn) }),
        { ...(title ? { titleId: title } : {}), sort: '-coverOn' },
      ),
    [title, format, numbered],
  )
  return (
    <Bar>
      <SwitchField
        name="kind"
        label={labels.columns.kind}
        value={kind}
        onChange={next => set({ kind: next === 'subscription' ? undefined : next, issue: undefined, open: undefined })}
        options={KINDS.map(value => ({ value, label: labels.kind[value] }))}
      />
      {titles.length > 1 && (
        <ChoiceField
          name="title"
          label={words.title}
          value={title ?? null}
          onChange={next => set({ title: next ?? undefined, issue: undefined })}
          options={titles.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
        />
      )}
      {kind === 'subscription' && title && (
        <LookupField
          name="issue"
          label={words.issue}
          value={issueId ?? null}
          onChange={next => set({ issue: next ?? undefined })}
          source={issues}
          placeholder={words.issue}
        />
      )}
    </Bar>
  )
}
