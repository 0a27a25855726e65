import { ActionIcon, Popover } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { runWords } from '../labels/run-screens.ts'
import { runLookup } from './lookups.part.tsx'

/** The magnifier that chooses another run. Source: ABO-68. */
export function OtherRun({ runId }: { runId: string | undefined }) {
  const words = useLabels(runWords)
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const [, setSearch] = useSearchValues()
  const source = useMemo(() => runLookup(format), [format])
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.otherRun}
          title={words.otherRun}
          onClick={() => setOpened(now => !now)}
        >
          <IconSearch size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <LookupField
          name="otherRun"
          label={words.otherRun}
          value={runId ?? null}
          source={source}
          autoFocus
          inPopover
          onChange={next => {
            setSearch({ runId: next ?? undefined, open: undefined })
            setOpened(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
