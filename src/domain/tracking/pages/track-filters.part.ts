import { useMemo } from 'react'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { trackWords } from '../labels/screens.ts'
import { trackingLabels } from '../labels.ts'
import { usePeople, useResources, useStages } from './tracking-api.part.ts'

const LATENESS = ['right', 'attention', 'urgent'] as const

/** What the list of the workshop is narrowed by. Source: SUI-17 to SUI-19, SUI-21. */
export function useTrackFilters(): ListFilter[] {
  const words = useLabels(trackWords)
  const { columns, lateness } = useLabels(trackingLabels)
  const stages = useStages()
  const people = usePeople()
  const resources = useResources()
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'assignedTo',
        label: columns.assignedTo,
        options: people.map(({ initials, name }) => ({ value: initials, label: `${initials} · ${name}` })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'stageId',
        label: columns.stage,
        options: stages.map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'resourceId',
        label: columns.resource,
        options: resources.map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'lateness',
        label: columns.lateness,
        options: LATENESS.map(value => ({ value, label: lateness[value] })),
      },
      { kind: 'lookup', key: 'partyId', label: columns.legalName, source: contactLookup, apart: true },
      {
        kind: 'choice',
        single: true,
        own: true,
        key: 'all',
        label: words.all,
        options: [{ value: 'true', label: words.all }],
      },
    ],
    [words, columns, lateness, stages, people, resources],
  )
}
