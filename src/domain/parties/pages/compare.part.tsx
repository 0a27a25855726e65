import { Button, Group, Radio, Text } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { duplicatesContract } from '../contract/duplicates.ts'
import { duplicateWords } from '../labels/duplicates.ts'
import type { Taken } from '../rules/duplicates.ts'
import { placeLines } from './addresses.part.tsx'
import classes from './compare.module.css'
import { type Party, partyName, useParty } from './party-panel.part.tsx'

const api = apiOf('partyDuplicates', duplicatesContract)

const addressOf = (party: Party, use: 'billing' | 'shipping') => {
  const found = party.addresses.find(({ purpose, state }) => purpose === use && state === 'current')
  return found ? placeLines(found).join('\n') : ''
}
/** What stands of each side in each line; mails and phones of both are kept, one side's first. */
const LINES: Record<Taken, (party: Party) => string> = {
  name: party => [party.honorific, partyName(party)].filter(Boolean).join(' '),
  emails: ({ emails }) => emails.join('\n'),
  phones: ({ phones }) => phones.join('\n'),
  billing: party => addressOf(party, 'billing'),
  shipping: party => addressOf(party, 'shipping'),
  note: ({ note }) => note,
  privateNote: ({ privateNote }) => privateNote,
}
const BOTH: readonly Taken[] = ['emails', 'phones']

type Pair = { firstId: string; secondId: string }
type Merge = { keptId: string; goneId: string; take: Taken[] }

/** What either answer does; a merge answers its id, by which it is undone. */
export type Answering = { merge(merge: Merge): Promise<{ id: string }>; dismiss(pair: Pair): Promise<object> }

const ANSWERS: Answering = { merge: merge => api.merge.call(merge), dismiss: pair => api.dismiss.call(pair) }

type ComparedProps = { pair: Pair; answers?: Answering; onDone(): void }

/** Two contacts side by side: which one is kept, and which of its values. Source: CIR-19. */
export function ComparePanel({ pair, answers = ANSWERS, onDone }: ComparedProps) {
  const { data: first } = useParty(pair.firstId)
  const { data: second } = useParty(pair.secondId)
  const { loading } = useLabels(commonWords)
  return (
    <PanelBody>
      {first && second ? (
        <Compare first={first} second={second} answers={answers} onDone={onDone} />
      ) : (
        <p role="status">{loading}</p>
      )}
    </PanelBody>
  )
}

type CompareProps = { first: Party; second: Party; answers: Answering; onDone(): void }

function Compare({ first, second, answers, onDone }: CompareProps) {
  const words = useLabels(duplicateWords)
  const may = useMay()
  const [keptId, setKeptId] = useState(first.id)
  const [chosen, setChosen] = useState<Partial<Record<Taken, string>>>({})
  const [kept, gone] = keptId === first.id ? [first, second] : [second, first]
  const { working, act } = useMerge(onDone)
  const differing = (Object.keys(LINES) as Taken[]).filter(line => LINES[line](first) !== LINES[line](second))
  const sideOf = (line: Taken) => chosen[line] ?? (LINES[line](kept) ? kept.id : gone.id)
  const take = differing.filter(line => sideOf(line) === gone.id)
  return (
    <>
      <RecordHead name={words.compare} />
      <Text component="p" c="dimmed">
        {words.explained}
      </Text>
      <Radio.Group value={keptId} onChange={setKeptId} label={words.keep}>
        <Group gap={20} mt={6}>
          {[first, second].map(({ id, number }) => (
            <Radio key={id} value={id} label={words.keepThis(number)} />
          ))}
        </Group>
      </Radio.Group>
      <div className={classes.lines}>
        {differing.map(line => (
          <Radio.Group
            key={line}
            label={words.rows[line]}
            description={BOTH.includes(line) ? words.bothKept : undefined}
            value={sideOf(line)}
            onChange={side => setChosen({ ...chosen, [line]: side })}
          >
            <div className={classes.sides}>
              {[first, second].map(party => (
                <Radio
                  key={party.id}
                  value={party.id}
                  label={LINES[line](party) || '–'}
                  classNames={{ label: classes.value! }}
                />
              ))}
            </div>
          </Radio.Group>
        ))}
      </div>
      {may('parties.write') && (
        <Group gap={8}>
          <Button
            leftSection={<IconArrowsJoin size={16} />}
            loading={working}
            onClick={() =>
              act(() => answers.merge({ keptId: kept.id, goneId: gone.id, take }), words.merged(kept.number))
            }
          >
            {words.merge}
          </Button>
          <Button
            variant="default"
            disabled={working}
            onClick={() => act(() => answers.dismiss({ firstId: first.id, secondId: second.id }), words.dismissed)}
          >
            {words.dismiss}
          </Button>
        </Group>
      )}
    </>
  )
}

/** Does one of the two things and says so; a merge can be taken back from where it is said. */
function useMerge(onDone: () => void) {
  const words = useLabels(duplicateWords)
  const notify = useNotify()
  const doing = useDoing()
  const [working, setWorking] = useState(false)
  const undo = (id: string) => doing(() => api.undo.call({ id }), words.undone)
  const act = async (run: () => Promise<object>, said: string) => {
    setWorking(true)
    try {
      const done = await run()
      notify.done(said, 'id' in done ? { undo: () => void undo(String(done.id)) } : {})
      refresh()
      onDone()
    } catch (error) {
      notify.failed(error)
      setWorking(false)
    }
  }
  return { working, act: (run: () => Promise<object>, said: string) => void act(run, said) }
}
