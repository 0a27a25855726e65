import { Tabs } from '@mantine/core'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useStrip } from '../../../platform/web/strip.ts'
import { runWords } from '../labels/run-screens.ts'
import classes from './run-views.module.css'

export const VIEWS = ['in', 'not-in', 'changes', 'duplicates', 'addresses'] as const
export type View = (typeof VIEWS)[number]

/** What of a run to be made is looked at; kept in the address. */
export function useRunView(): View {
  const [{ view }] = useSearchValues()
  return VIEWS.find(known => known === view) ?? 'in'
}

/** Who is in, who is not, what changed, what looks double, which addresses cannot be posted. */
export function RunViews() {
  const words = useLabels(runWords)
  const view = useRunView()
  const strip = useStrip<HTMLDivElement>(view)
  const [, setSearch] = useSearchValues()
  return (
    <Tabs
      ref={strip}
      value={view}
      onChange={next =>
        setSearch({
          view: next === 'in' ? undefined : (next ?? undefined),
          sort: undefined,
          why: undefined,
          open: undefined,
          q: undefined,
        })
      }
      className={classes.views}
    >
      <Tabs.List aria-label={words.viewsName}>
        {VIEWS.map(key => (
          <Tabs.Tab key={key} value={key}>
            {words.views[key]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
