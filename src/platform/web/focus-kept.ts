import { useEffect } from 'react'

/** What stands over the page, and goes away with the focus in it. */
const OVER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'
const MODAL = '[role=dialog][aria-modal=true]'
const REMEMBERED = 12
/** A dialog that stays drawn gives the focus back itself, after 10 ms. */
const PATIENCE_MS = 30

type Held = { element: HTMLElement; isOver: boolean }

/**
 * Gives the focus a place when what had it is gone: back to what opened the dialog; where that is gone too, as the row that was
 * just sent, to the list, else to the screen. On another screen it leaves the focus to that screen. Source: WCAG 2.4.3.
 */
export function useFocusKept() {
  useEffect(() => {
    let trail: Held[] = []
    let pathname = location.pathname
    let waiting: ReturnType<typeof setTimeout> | undefined
    const came = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      pathname = location.pathname
      const before = trail.filter(({ element }) => element !== target)
      trail = [...before, { element: target, isOver: target.closest(OVER) !== null }].slice(-REMEMBERED)
    }
    const isLost = () => trail.at(-1)?.element.isConnected === false && document.activeElement === document.body
    const giveBack = () => {
      if (!isLost()) return
      const before = trail
      trail = []
      if (location.pathname === pathname) placeAfter(before)?.focus({ preventScroll: true })
    }
    const gone = new MutationObserver(() => {
      if (!isLost()) return
      clearTimeout(waiting)
      waiting = setTimeout(giveBack, PATIENCE_MS)
    })
    document.addEventListener('focusin', came)
    gone.observe(document.body, { childList: true, subtree: true })
    return () => {
      clearTimeout(waiting)
      gone.disconnect()
      document.removeEventListener('focusin', came)
    }
  }, [])
}

const stands = (element: HTMLElement | undefined) =>
  element?.isConnected && element.checkVisibility() && !element.matches(':disabled') ? element : undefined

function placeAfter(trail: readonly Held[]): HTMLElement | null | undefined {
  const modal = [...document.querySelectorAll<HTMLElement>(MODAL)].at(-1)
  if (modal) return trail.findLast(({ element }) => modal.contains(element) && stands(element))?.element ?? modal
  const opener = trail.at(-1)?.isOver ? trail.findLast(({ isOver }) => !isOver)?.element : undefined
  return (
    stands(opener) ?? document.querySelector<HTMLElement>('#content [role=grid]') ?? document.getElementById('content')
  )
}
