import { Button, Menu, Select } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconArrowsExchange, IconMail } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { trackWords } from '../labels/screens.ts'
import { trackingLabels } from '../labels.ts'
import { MovesOf } from './moves-of.part.tsx'
import type { useMoving } from './moving.part.tsx'
import { Lateness, nameOf, natureOf, StageMark, TrackStatus } from './track-marks.part.tsx'
import classes from './tracking.module.css'
import { type Track, tracking, trackMails, usePeople, useResources, useStages } from './tracking-api.part.ts'

type Moving = ReturnType<typeof useMoving>

/** An order of the workshop beside the list: where it stands, who has it, and its history. Source: SUI-22. */
export function TrackPanel({ id, moving }: { id: string; moving: Moving }) {
  const words = useLabels(trackWords)
  const query = useQuery(tracking.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {track => (
        <>
          <RecordHead
            number={track.number}
            name={nameOf(track)}
            status={<StageMark colour={track.colour} name={track.stage} />}
            actions={<Moves of={track} moving={moving} />}
          />
          <TrackFacts of={track} />
          <Assignment of={track} />
          <RecordPart title={words.history}>
            <MovesOf orderId={track.id} />
          </RecordPart>
        </>
      )}
    </RecordPanel>
  )
}

function Moves({ of, moving }: { of: Track; moving: Moving }) {
  const words = useLabels(trackWords)
  const stages = useStages()
  const may = useMay()
  const named = (id: string) => stages.find(stage => stage.id === id)?.name
  return (
    <>
      {may('tracking.write') && (
        <>
          {of.nextId && (
            <Button rightSection={<IconArrowRight size={15} />} onClick={() => moving.move(of, of.nextId!)}>
              {named(of.nextId)}
            </Button>
          )}
          {of.previousId && (
            <Button
              variant="default"
              leftSection={<IconArrowLeft size={15} />}
              onClick={() => moving.move(of, of.previousId!)}
            >
              {named(of.previousId)}
            </Button>
          )}
          <Menu position="bottom-start" shadow="md" transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <Button variant="default" leftSection={<IconArrowsExchange size={15} />}>
                {words.moveTo}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {stages
                .filter(stage => stage.id !== of.stageId)
                .map(stage => (
                  <Menu.Item key={stage.id} onClick={() => moving.move(of, stage.id)}>
                    <StageMark colour={stage.colour} name={stage.name} />
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
          {of.templateId && (
            <Button variant="default" leftSection={<IconMail size={15} />} onClick={() => moving.write(of.id)}>
              {words.mail}
            </Button>
          )}
        </>
      )}
      <RecordButton to={`orders/${of.id}`}>{words.openOrder}</RecordButton>
    </>
  )
}

function TrackFacts({ of }: { of: Track }) {
  const words = useLabels(trackWords)
  const { columns } = useLabels(trackingLabels)
  const format = useFormat()
  const { data: link } = useQuery(trackMails.link.queryOptions({ input: { id: of.id } }))
  return (
    <Facts
      facts={[
        { label: columns.status, value: <TrackStatus of={of} /> },
        { label: columns.enteredAt, value: `${format.instant(of.enteredAt)} · ${of.enteredBy}` },
        { label: columns.deliverOn, value: of.deliverOn && format.day(of.deliverOn) },
        { label: columns.lateness, value: of.lateness && <Lateness of={of.lateness} /> },
        { label: columns.nature, value: natureOf(of) },
        { label: columns.theirReference, value: of.theirReference },
        {
          label: columns.partyNumber,
          value: <RecordLink to={`contacts/${of.partyId}`}>{`${of.partyNumber} · ${nameOf(of)}`}</RecordLink>,
        },
        { label: columns.town, value: [of.postcode, of.town].filter(Boolean).join(' ') },
        { label: columns.email, value: of.email },
        {
          label: words.link,
          value: link?.path && (
            <a href={link.path} target="_blank" rel="noreferrer">
              {words.openLink}
            </a>
          ),
        },
      ]}
    />
  )
}

/** Who works on it, and on which machine. Source: SUI-17, SUI-19. */
function Assignment({ of }: { of: Track }) {
  const words = useLabels(trackWords)
  const { columns } = useLabels(trackingLabels)
  const people = usePeople()
  const resources = useResources()
  const doing = useDoing()
  const locked = !useMay()('tracking.write')
  const assign = (change: { assignedTo?: string; resourceId?: string | null }) =>
    void doing(() => tracking.assign.call({ id: of.id, ...change }), words.assigned)
  const known = people.some(({ initials }) => initials === of.assignedTo)
  return (
    <div className={classes.assignment}>
      <Select
        label={columns.assignedTo}
        placeholder={words.nobody}
        data={[
          ...people.map(({ initials, name }) => ({ value: initials, label: `${initials} · ${name}` })),
          ...(of.assignedTo && !known ? [{ value: of.assignedTo, label: of.assignedTo }] : []),
        ]}
        value={of.assignedTo || null}
        onChange={initials => assign({ assignedTo: initials ?? '' })}
        clearable
        disabled={locked}
      />
      <Select
        label={columns.resource}
        placeholder={words.noResource}
        data={resources.map(({ id, name }) => ({ value: id, label: name }))}
        value={of.resourceId}
        onChange={resourceId => assign({ resourceId })}
        clearable
        disabled={locked}
      />
    </div>
  )
}
