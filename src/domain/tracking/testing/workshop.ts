import type { Database } from '../../../platform/db/database.ts'
import { aTrader, textLine } from '../../orders/testing/trader.ts'
import { stagesOperations } from '../operations/stages.ts'
import { trackingOperations as tracking } from '../operations.ts'

type Said = Parameters<Awaited<ReturnType<typeof aTrader>>['call']>[2]

/** A company that takes orders and moves them from stage to stage. */
export async function aWorkshop(database: Database, today = '2026-06-03') {
  const of = await aTrader(database, today)
  const order = (more: object = {}) => of.order({ lines: [textLine('Table', 1)], ...more })
  const stages = async () => of.call(stagesOperations.all, {})
  const idOf = async (name: string) => (await stages()).find(({ nameFr }) => nameFr === name)!.id
  const moveTo = async (id: string, name: string, comment = '', as: Said = {}) =>
    of.call(tracking.move, { id, toStageId: await idOf(name), comment, movedWith: 'board' }, as)
  /** Says one thing or another of the stage of this name. */
  const changeStage = async (name: string, change: object) => {
    const said = (await stages()).map(({ position: _, count: __, ...stage }) => stage)
    return of.call(stagesOperations.save, {
      stages: said.map(stage => (stage.nameFr === name ? { ...stage, ...change } : stage)),
    })
  }
  const history = async (id: string) =>
    (await of.call(tracking.history, { id }))
      .toReversed()
      .map(({ direction, toStage, comment }) => [direction, toStage, comment])
  return { ...of, order, stages, idOf, moveTo, changeStage, history }
}
