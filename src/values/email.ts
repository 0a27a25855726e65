const MAX_LENGTH = 254
const MAX_LOCAL_LENGTH = 64
const LOCAL = /^[^\s"(),:;<>@[\\\]]+$/
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/**
 * Whether it looks like one address that mail can be sent to: `name@domain.tld`, no spaces, no display name. Only a
 * message that arrives proves the rest. Lengths: RFC 5321.
 */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  const labels = text.slice(at + 1).split('.')
  return (
    text.length <= MAX_LENGTH &&
    local.length <= MAX_LOCAL_LENGTH &&
    LOCAL.test(local) &&
    !/^\.|\.\.|\.$/.test(local) &&
    labels.length >= 2 &&
    labels.every(label => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1)!)
  )
}
