import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { useLanguage } from '../../../platform/web/language.ts'
import { orderStatusesContract, resourcesContract } from '../../orders/contract/settings.ts'
import { boardContract } from '../contract/board.ts'
import { trackFiguresContract } from '../contract/figures.ts'
import { stageMailsContract, trackMailsContract } from '../contract/mails.ts'
import { operatorStagesContract, trackingSettingsContract } from '../contract/settings.ts'
import { stagesContract, trackingContract } from '../contract.ts'

export const tracking = apiOf('tracking', trackingContract)
export const trackMails = apiOf('trackMails', trackMailsContract)
export const board = apiOf('trackBoard', boardContract)
export const stages = apiOf('stages', stagesContract)
export const stageMails = apiOf('stageMails', stageMailsContract)
export const trackingSettings = apiOf('trackingSettings', trackingSettingsContract)
export const operatorStages = apiOf('operatorStages', operatorStagesContract)
export const trackFigures = apiOf('trackFigures', trackFiguresContract)
export const statuses = apiOf('orderStatuses', orderStatusesContract)
export const resources = apiOf('resources', resourcesContract)

export type Track = Awaited<ReturnType<typeof tracking.get.call>>
export type Move = Awaited<ReturnType<typeof tracking.history.call>>[number]
export type StageFound = Awaited<ReturnType<typeof stages.all.call>>[number]
export type Column = Awaited<ReturnType<typeof board.board.call>>[number]

const KEPT_MS = 60_000
const nothing: never[] = []

/** The stages that serve, in their order, with their names in the language of the user. */
export function useStages(): readonly (StageFound & { name: string })[] {
  const [language] = useLanguage()
  const { data = nothing } = useQuery(stages.all.queryOptions({ input: {}, staleTime: KEPT_MS }))
  return useMemo(
    () =>
      data
        .filter(({ active }) => active)
        .map(stage => ({ ...stage, name: (language === 'en' && stage.nameEn) || stage.nameFr })),
    [data, language],
  )
}

/** Who works here, by initials. */
export const usePeople = () =>
  useQuery(operatorStages.all.queryOptions({ input: {}, staleTime: KEPT_MS })).data ?? nothing

/** The machines, people and places that serve. */
export const useResources = () =>
  useQuery(resources.all.queryOptions({ input: {}, staleTime: KEPT_MS })).data ?? nothing

const TOGETHER_MS = 300
const AGAIN_MS = 3000

/** Reads what is shown of the workshop again when anybody moves an order, and whenever the line to the server is back. */
export function useLive() {
  const company = useCompany()
  const cache = useQueryClient()
  useEffect(() => {
    let source: EventSource
    let waiting: ReturnType<typeof setTimeout> | undefined
    let opening: ReturnType<typeof setTimeout> | undefined
    const changed = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        for (const api of [tracking, board, stages]) void cache.invalidateQueries({ queryKey: api.key() })
      }, TOGETHER_MS)
    }
    const open = () => {
      source = new EventSource(`/api/tracking/events?company=${encodeURIComponent(company)}`)
      source.addEventListener('ready', changed)
      source.addEventListener('moved', changed)
      // The browser connects again by itself, but not after an answer that is no stream.
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED) opening = setTimeout(open, AGAIN_MS)
      })
    }
    open()
    return () => {
      clearTimeout(waiting)
      clearTimeout(opening)
      source.close()
    }
  }, [company, cache])
}
