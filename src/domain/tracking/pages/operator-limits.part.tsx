import { MultiSelect } from '@mantine/core'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { Section } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { trackSettingsWords } from '../labels/settings-screens.ts'
import { operatorStages, usePeople, useStages } from './tracking-api.part.ts'

/** Who may move orders of which stages. */
export function OperatorLimits() {
  const words = useLabels(trackSettingsWords)
  const people = usePeople()
  const stages = useStages()
  const doing = useDoing()
  const locked = !useMay()('accounts.write')
  return (
    <Section title={words.limits} text={words.limitsText}>
      {people.map(({ initials, name, stageIds }) => (
        <MultiSelect
          key={initials}
          label={`${initials} · ${name}`}
          placeholder={stageIds.length === 0 ? words.allStages : ''}
          data={stages.map(stage => ({ value: stage.id, label: stage.name }))}
          value={stageIds}
          onChange={chosen =>
            void doing(() => operatorStages.save.call({ initials, stageIds: chosen }), words.limitSaved(name))
          }
          disabled={locked}
          clearable
          comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
        />
      ))}
    </Section>
  )
}
