/** What everyone who looks is told of an order that was moved, placed or assigned: `event: moved` of `/api/tracking/events`. */
export type LiveTrack = {
  id: string
  number: string
  stageId: string
  stageFr: string
  stageEn: string
  /** The stage it came from at its last move; null: it came in. */
  fromStageId: string | null
  /** Who moved it there, and when. */
  enteredBy: string
  enteredAt: string
  /** Who changed it last: moved, placed or assigned it. */
  updatedBy: string
  /** Finished or cancelled: off the list. */
  isOff: boolean
  revision: number
}
