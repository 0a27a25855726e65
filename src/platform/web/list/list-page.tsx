import { useMemo, useRef } from 'react'
import { useNarrow } from '../layout.ts'
import { ScreenHeading } from '../screen.tsx'
import { useMay } from '../session.tsx'
import { useShortcuts } from '../shortcuts.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { ExportMenu } from './export-menu.tsx'
import classes from './list.module.css'
import { useListColumns } from './list-columns.ts'
import { useListData, useListTotals } from './list-data.ts'
import { ListFoot } from './list-foot.tsx'
import { type GridHandle, ListGrid } from './list-grid.tsx'
import { useListKeys } from './list-keys.ts'
import { ListMenu, useObstacle } from './list-menu.tsx'
import { useListMoves } from './list-moves.ts'
import { ListPanel } from './list-panel.tsx'
import { useListSelection } from './list-selection.ts'
import { useListState } from './list-state.ts'
import { ListEmpty, ListError, NotListed } from './list-states.tsx'
import { ListToolbar } from './list-toolbar.tsx'
import type { ListProps, ListRow, MainAction, RowAction } from './list-types.ts'
import { SavedViews } from './saved-views.tsx'

const noActions: never[] = []

/** The list of every screen: columns, filters, selection, keyboard, menu, panel and export over any number of rows. */
export function ListPage<Row extends ListRow>(props: ListProps<Row>) {
  const { title, name, source, filters = noActions, actions = noActions, counted } = props
  const state = useListState(filters, props.fixed)
  const data = useListData(source, state.query, state.sort)
  const columns = useListColumns(name, props.columns)
  const selection = useListSelection(data.rows, data.count, state.query)
  const totals = useListTotals(props.totals, state.query, selection.all)
  const grid = useRef<GridHandle>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const narrow = useNarrow()
  const moves = useListMoves({ props, state, data, columns, selection, grid, searchBox })
  useListKeys(selection, moves.keys)
  useActionKeys(actions, props.mainAction, selection.subject)
  const empty = !data.loading && !data.error && data.rows.length === 0
  const exported = useMemo(
    () => columns.shown.filter(column => !column.screenOnly).map(column => column.key),
    [columns.shown],
  )
  return (
    <div className={classes.page}>
      <ScreenHeading
        title={title}
        name={title}
        main={props.mainAction}
        {...given({ tabs: props.tabs, others: props.otherActions })}
      >
        {props.headingEnd}
      </ScreenHeading>
      {props.above}
      <ListToolbar
        state={state}
        filters={filters}
        placeholder={props.searchPlaceholder}
        searchRef={searchBox}
        onLeaveSearch={moves.enter}
      >
        {!narrow && <SavedViews name={name} state={state} />}
        {!narrow && <ColumnChooser columns={columns} />}
        {props.exportPath && (
          <ExportMenu
            path={props.exportPath}
            query={state.query}
            sort={state.sort}
            columns={exported}
            what={data.count === undefined ? title : counted(data.count)}
          />
        )}
      </ListToolbar>
      <div className={classes.split}>
        <section className={classes.main} aria-label={title}>
          {data.error && data.rows.length === 0 ? <ListError error={data.error} onRetry={data.retry} /> : null}
          {empty && <ListEmpty empty={props.empty} filtered={state.filtered} onClear={state.clear} />}
          {!empty && !(data.error && data.rows.length === 0) && (
            <ListGrid
              {...props}
              data={data}
              columns={columns}
              selection={selection}
              sort={state.sort}
              onSort={state.setSort}
              handle={grid}
              currentCell={moves.cell}
              choosing={moves.choosing || selection.size > 0}
              onClick={moves.click}
              onCard={moves.card}
              onMenu={moves.menuAt}
            />
          )}
          <ListFoot
            selection={selection}
            totals={totals}
            columns={columns.shown}
            actions={actions}
            count={data.count}
            counted={counted}
            onCopy={moves.copyRows}
          />
        </section>
        {state.open && props.panel && (
          <ListPanel onClose={() => state.setOpen(undefined)} onStep={moves.step}>
            {props.panel(
              state.open,
              data.rows.find(row => row.id === state.open),
            ) || <NotListed reading={data.loading} />}
          </ListPanel>
        )}
      </div>
      <ListMenu
        at={moves.menu}
        onClose={moves.closeMenu}
        subject={selection.subject}
        actions={actions}
        onOpen={moves.keys.open}
        onCard={moves.keys.card}
        onChoose={narrow ? () => selection.toggle(selection.current) : undefined}
        onCopyRows={moves.copyRows}
        onCopyCell={moves.copyCell}
      />
    </div>
  )
}

/** Leaves out what is undefined, for properties that may be absent but not undefined. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** The keys of the row actions and of the main action. */
function useActionKeys<Row extends ListRow>(
  actions: readonly RowAction<Row>[],
  main: MainAction | undefined,
  subject: Parameters<RowAction<Row>['run']>[0] | null,
) {
  const may = useMay()
  const obstacle = useObstacle<Row>()
  useShortcuts([
    ...(main && may(main.right)
      ? [{ keys: main.shortcut ?? 'N', label: main.label, run: main.run, command: true }]
      : []),
    ...actions
      .filter(action => action.shortcut && may(action.right))
      .map(action => ({
        keys: action.shortcut!,
        label: action.label,
        command: true,
        run: () => obstacle(action, subject) === null && subject && action.run(subject),
      })),
  ])
}
