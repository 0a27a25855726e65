import { Button, Group, Text, Textarea, TextInput } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { returnedMailContract } from '../contract.ts'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import { CAUSES, type Cause } from '../rules/causes.ts'
import { NAMED_BY, type NamedBy, OUTCOMES } from '../rules/lines.ts'
import { ReadLines } from './read-lines.part.tsx'
import { type ReadLine, useReadingQueue } from './reading-queue.part.ts'
import { useReturnsTabs } from './returns-tabs.part.tsx'

const api = apiOf('returnedMail', returnedMailContract)

/** Reads a crate of returned mail, label after label, by the keyboard alone. Source: CIR-18, M-12. */
export function ReadingPage() {
  const words = useLabels(returnsWords)
  const notify = useNotify()
  const queue = useReadingQueue(notify.refused)
  const [batchId] = useState(() => crypto.randomUUID())
  const [cause, setCause] = useState<Cause>('unknown')
  const [by, setBy] = useState<NamedBy>('shipment')
  const [receivedOn, setReceivedOn] = useState<string | null>(null)
  const note = (lines: string[]) =>
    queue.put({ lines, cause, by, batchId, ...(receivedOn === null ? {} : { receivedOn }) })
  const takeBack = async ({ id, name, given }: ReadLine) => {
    if (!id) return
    try {
      await api.remove.call({ id })
      queue.forget(id)
      notify.done(words.undone(name || given))
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <>
      <ScreenHeading title={words.returned} name={words.readTitle} tabs={useReturnsTabs('returned-mail')} />
      <Sections>
        <Section title={words.readTitle}>
          <ReadOptions {...{ cause, setCause, by, setBy, receivedOn, setReceivedOn }} />
          <Reader
            onRead={note}
            onUndo={() => {
              const last = queue.read.find(line => line.id)
              if (last) void takeBack(last)
            }}
          />
          <Counts of={queue} />
          <ReadLines lines={queue.read} onTakeBack={line => void takeBack(line)} />
        </Section>
      </Sections>
    </>
  )
}

type Options = {
  cause: Cause
  setCause(cause: Cause): void
  by: NamedBy
  setBy(by: NamedBy): void
  receivedOn: string | null
  setReceivedOn(day: string | null): void
}

function ReadOptions({ cause, setCause, by, setBy, receivedOn, setReceivedOn }: Options) {
  const words = useLabels(returnsWords)
  const { causes } = useLabels(returnsLabels)
  return (
    <FieldRow widths="repeat(auto-fit, minmax(200px, 1fr))">
      <ChoiceField
        name="cause"
        label={words.cause}
        value={cause}
        onChange={chosen => chosen && setCause(chosen)}
        options={CAUSES.map(value => ({ value, label: causes[value] }))}
      />
      <SwitchField
        name="by"
        label={words.by}
        value={by}
        onChange={setBy}
        options={NAMED_BY.map(value => ({ value, label: words.named[value] }))}
      />
      <DayField name="receivedOn" label={words.receivedOn} value={receivedOn} onChange={setReceivedOn} />
    </FieldRow>
  )
}

/** One line at a time, the focus never leaving it; or a list at once. */
function Reader({ onRead, onUndo }: { onRead(lines: string[]): void; onUndo(): void }) {
  const words = useLabels(returnsWords)
  const [pasting, setPasting] = useState(false)
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const hint = useId()
  const lines = text.split(/[\n\r;,\t]+/).filter(line => line.trim())
  const submit = () => {
    if (lines.length === 0) return
    for (let at = 0; at < lines.length; at += 500) onRead(lines.slice(at, at + 500))
    setText('')
    field.current?.focus()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      {pasting ? (
        <Textarea
          label={words.paste}
          description={words.pasteHint}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          autosize
          minRows={6}
          maxRows={16}
          autoFocus
        />
      ) : (
        <TextInput
          ref={field}
          label={words.label}
          description={words.labelHint}
          descriptionProps={{ id: hint }}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (text || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            onUndo()
          }}
          size="lg"
          autoComplete="off"
          autoFocus
          data-autofocus
        />
      )}
      <Group gap={8} mt={8}>
        {pasting && (
          <Button type="submit" disabled={lines.length === 0}>
            {words.readList}
          </Button>
        )}
        <Button variant="default" onClick={() => setPasting(before => !before)}>
          {pasting ? words.scan : words.paste}
        </Button>
      </Group>
    </form>
  )
}

function Counts({ of: { read, waiting, offline, send } }: { of: ReturnType<typeof useReadingQueue> }) {
  const words = useLabels(returnsWords)
  const format = useFormat()
  const many = (count: number, [one, more]: readonly string[]) => format.many(count, one!, more!)
  const counted = OUTCOMES.toReversed()
    .map(outcome => ({ outcome, count: read.filter(line => line.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
  return (
    <Group gap={12} className="numbers">
      <Text size="sm" role="status">
        {[
          many(read.length, words.read),
          ...counted.map(({ outcome, count }) => many(count, words.counts[outcome])),
        ].join(' · ')}
      </Text>
      {offline && waiting.length > 0 && (
        <>
          <Text size="sm" c="red" role="alert">
            {words.waitingLines(format.integer(waiting.length))}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => void send()}>
            {words.sendAgain}
          </Button>
        </>
      )}
    </Group>
  )
}
