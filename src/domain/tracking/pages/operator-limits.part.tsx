import { MultiSelect } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { Section } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { trackSettingsWords } from '../labels/settings-screens.ts'
import { operatorStages, usePeople, useStages } from './tracking-api.part.ts'

type Person = ReturnType<typeof usePeople>[number]

/** Who may move orders of which stages. */
export function OperatorLimits() {
  const words = useLabels(trackSettingsWords)
  const people = usePeople()
  return (
    <Section title={words.limits} text={words.limitsText}>
      {people.map(person => (
        <Limit key={person.initials} of={person} />
      ))}
    </Section>
  )
}

/** Saved once, when the choice is closed: of choices saved one by one the last would have to wait for those before. */
function Limit({ of: { initials, name, stageIds } }: { of: Person }) {
  const words = useLabels(trackSettingsWords)
  const stages = useStages()
  const doing = useDoing()
  const locked = !useMay()('accounts.write')
  const [chosen, setChosen] = useState<string[] | null>(null)
  const shown = chosen ?? stageIds
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is saved is shown from then on.
  useEffect(() => setChosen(null), [stageIds])
  const save = (wanted: string[]) =>
    void doing(
      () =>
        operatorStages.save.call({ initials, stageIds: wanted }).catch(error => {
          setChosen(null)
          throw error
        }),
      words.limitSaved(name),
    )
  const opened = useRef(false)
  return (
    <MultiSelect
      label={`${initials} · ${name}`}
      placeholder={shown.length === 0 ? words.allStages : ''}
      data={stages.map(stage => ({ value: stage.id, label: stage.name }))}
      value={shown}
      onDropdownOpen={() => {
        opened.current = true
      }}
      onDropdownClose={() => {
        opened.current = false
        if (chosen) save(chosen)
      }}
      onChange={wanted => {
        setChosen(wanted)
        if (!opened.current) save(wanted)
      }}
      disabled={locked}
      clearable
      comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
    />
  )
}
