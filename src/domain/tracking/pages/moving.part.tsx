import { type ReactNode, useState } from 'react'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { trackingContract } from '../contract.ts'
import { trackWords } from '../labels/screens.ts'
import { line } from '../rules/moves.ts'
import { StageMail } from './stage-mail.part.tsx'
import classes from './tracking.module.css'
import { type Track, tracking, useStages } from './tracking-api.part.ts'

type Stages = ReturnType<typeof useStages>
type Move = { track: Track; toStageId: string; beforeId?: string | null }
type Asked = { kind: 'why'; move: Move } | { kind: 'mail'; id: string }
type Where = 'list' | 'board' | 'workshop'

/** Whether a move must say why: a way back, into the cancelled stage or out of it. Source: SUI-23, X-51. */
function asksWhy(stages: Stages, fromId: string, toId: string): boolean {
  const inLine = line(stages).map(({ id }) => id)
  const [from, to] = [inLine.indexOf(fromId), inLine.indexOf(toId)]
  return from < 0 || to < from
}

/** Moves orders: at once forward, with a comment back; then offers the mail of the stage where that is asked. Source: X-52. */
export function useMoving(movedWith: Where): {
  move(track: Track, toStageId: string, beforeId?: string | null): void
  write(id: string): void
  dialog: ReactNode
} {
  const words = useLabels(trackWords)
  const notify = useNotify()
  const stages = useStages()
  const [asked, setAsked] = useState<Asked | null>(null)
  const said = ({ track, ...to }: Move, comment?: string) => ({
    id: track.id,
    fromStageId: track.stageId,
    movedWith,
    ...to,
    ...(comment ? { comment } : {}),
  })
  /** The customer hears of an order that goes on, or that is cancelled; not of one that comes back. */
  const moved = (now: Track, isBack: boolean) => {
    notify.done(words.moved(now.number, now.stage))
    refresh()
    const asks = stages.find(({ id }) => id === now.stageId)?.sending === 'ask' && now.templateId !== null
    setAsked(asks && !isBack ? { kind: 'mail', id: now.id } : null)
  }
  const move = (track: Track, toStageId: string, beforeId?: string | null) => {
    const wanted = { track, toStageId, ...(beforeId === undefined ? {} : { beforeId }) }
    if (asksWhy(stages, track.stageId, toStageId)) return setAsked({ kind: 'why', move: wanted })
    tracking.move.call(said(wanted)).then(
      now => moved(now, false),
      error => {
        notify.failed(error)
        refresh()
      },
    )
  }
  const close = () => setAsked(null)
  return {
    move,
    write: id => setAsked({ kind: 'mail', id }),
    dialog:
      asked?.kind === 'why' ? (
        <Why
          move={asked.move}
          stage={stages.find(({ id }) => id === asked.move.toStageId)?.name ?? ''}
          input={comment => said(asked.move, comment)}
          onMoved={now => moved(now, now.stageKind !== 'cancelled')}
          onClose={close}
        />
      ) : (
        asked && <StageMail id={asked.id} onClose={close} />
      ),
  }
}

type WhyProps = {
  move: Move
  stage: string
  input(comment: string): object
  onMoved(now: Track): void
  onClose(): void
}

function Why({ move: { track }, stage, input, onMoved, onClose }: WhyProps) {
  const words = useLabels(trackWords)
  const form = useRecordForm({
    initial: { comment: '' },
    input: ({ comment }) => input(comment),
    schema: trackingContract.move['~orpc'].inputSchema,
    save: (sent: Parameters<typeof tracking.move.call>[0], saving) => tracking.move.call(sent, saving),
    onSaved: onMoved,
  })
  return (
    <FormDialog
      title={words.backTitle(track.number, stage)}
      form={form}
      submit={words.move}
      size={520}
      onClose={onClose}
    >
      <p className={classes.text}>{words.backText}</p>
      <TextField {...form.field('comment')} label={words.comment} maxLength={1000} required autoFocus />
    </FormDialog>
  )
}
