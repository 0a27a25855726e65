export const RUN_STATES = ['to-sign-off', 'signed-off', 'handed-over', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

type RunDates = { signedOffAt: string | null; handedOverAt: string | null; cancelledOn: string | null }

/** Made and frozen, then signed off, then in the hands of the mailing house; cancelled after that. Source: X-29, M-2. */
export function runState({ signedOffAt, handedOverAt, cancelledOn }: RunDates): RunState {
  if (cancelledOn !== null) return 'cancelled'
  if (handedOverAt !== null) return 'handed-over'
  return signedOffAt === null ? 'to-sign-off' : 'signed-off'
}

export type RunStep = 'signOff' | 'handOver' | 'undo' | 'cancel' | 'removeLines' | 'changeDay'

const OBSTACLES: Record<RunState, Partial<Record<RunStep, string>>> = {
  'to-sign-off': { handOver: 'dispatch.notSignedOff', cancel: 'dispatch.notHandedOver' },
  'signed-off': { signOff: 'dispatch.alreadySignedOff', cancel: 'dispatch.notHandedOver' },
  'handed-over': {
    signOff: 'dispatch.alreadyHandedOver',
    handOver: 'dispatch.alreadyHandedOver',
    undo: 'dispatch.cannotUndo',
    removeLines: 'dispatch.cannotUndo',
    changeDay: 'dispatch.dayIsKept',
  },
  cancelled: {
    signOff: 'dispatch.runCancelled',
    handOver: 'dispatch.runCancelled',
    undo: 'dispatch.runCancelled',
    cancel: 'dispatch.runCancelled',
    removeLines: 'dispatch.runCancelled',
    changeDay: 'dispatch.runCancelled',
  },
}

/** Why a step cannot be taken in this state, as the code of a refusal; undefined when it can. */
export const obstacleTo = (step: RunStep, state: RunState): string | undefined => OBSTACLES[state][step]
