import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import type { HealthState, HealthWarning, ShopFailure } from '../rules/failures.ts'

type Words = {
  failures: Record<ShopFailure, string>
  states: Record<HealthState, string>
  warnings: Record<HealthWarning, string>
}

/** How it stands with a shop, why it does not answer, and what wants to be looked at. */
export const healthWords = labels<Words>(
  {
    failures: {
      addressUnknown: 'Cette adresse n’existe pas sur Internet. Vérifiez-la, lettre par lettre.',
      unreachable: 'Rien ne répond à cette adresse. Le site est-il en ligne\u202f?',
      timeout: 'La boutique met trop longtemps à répondre. Facteur réessaie de lui-même.',
      noHttps:
        'Le site ne répond pas en https à cette adresse. S’il n’a pas encore de certificat, demandez-le à son hébergeur\u202f; en http, les commandes voyageraient en clair.',
      tls: 'Le certificat https de la boutique n’est pas reconnu\u00a0: expiré, d’un autre nom, ou privé. Demandez à son hébergeur de le renouveler\u202f; s’il est privé, indiquez-le à Facteur par NODE_EXTRA_CA_CERTS.',
      redirected:
        'Cette adresse mène à une autre, où les clés ne suivent pas. Donnez l’adresse d’arrivée, avec ou sans «\u202fwww\u202f», en https.',
      notAShop:
        'À cette adresse, aucune boutique ne répond. Donnez celle du site WooCommerce, et vérifiez que ses permaliens sont activés.',
      noWooCommerce:
        'C’est un site WordPress, mais WooCommerce n’y répond pas. Activez l’extension, ou corrigez l’adresse.',
      notJson:
        'La boutique répond par une page au lieu de données\u00a0: maintenance, protection ou extension qui s’interpose.',
      wrongKey:
        'La boutique refuse la clé. Créez-en une dans WooCommerce › Réglages › Avancé › API REST, puis collez-la ici.',
      noRight:
        'La clé n’a pas le droit de faire cela. Donnez-lui la permission Lecture/écriture, au nom d’un responsable de la boutique.',
      blocked:
        'Une protection placée devant la boutique refuse Facteur. Demandez à l’hébergeur de laisser passer l’API REST (/wp-json/wc/v3).',
      clock:
        'L’horloge de la boutique et celle de Facteur sont trop décalées\u00a0: en http, la boutique refuse alors toute demande. Mettez-les à l’heure, ou passez en https.',
      tooManyRequests: 'La boutique demande de ralentir. Facteur attend et réessaie de lui-même.',
      unavailable: 'La boutique est en panne ou en maintenance. Facteur réessaie de lui-même.',
      keyUnreadable: 'La clé a été chiffrée sur une autre installation. Collez-la de nouveau.',
      other: 'La boutique a répondu autrement que prévu.',
    },
    states: {
      failing: 'ne répond pas',
      quiet: 'silencieuse',
      loading: 'premier chargement en cours',
      fine: 'en ordre',
      byFile: 'par fichiers',
      unconnected: 'non connectée',
      off: 'arrêtée',
    },
    warnings: {
      plainHttp: 'L’adresse est en http\u00a0: les commandes voyagent en clair. Passez-la en https.',
      headerStripped:
        'L’hébergeur retire l’en-tête Authorization\u00a0: la clé voyage dans l’adresse, chiffrée par https. Demandez-lui de laisser passer cet en-tête.',
      notices:
        'Le site mêle des avertissements de PHP à ses réponses. Facteur les ignore\u202f; demandez qu’ils ne soient plus affichés (WP_DEBUG_DISPLAY).',
      readOnlyKey: 'La clé ne permet que la lecture\u00a0: ni notifications, ni notes sur les commandes.',
      hooksMissing: 'Sans notifications, les ventes arrivent par interrogation, une fois par minute.',
      hooksRepaired:
        'La boutique avait désactivé nos notifications\u202f; elles sont rétablies. À la prochaine erreur, elle peut les désactiver de nouveau.',
      deliveriesWait: 'Des notifications reçues attendent d’être traitées.',
    },
  },
  {
    failures: {
      addressUnknown: 'This address does not exist on the Internet. Check it letter by letter.',
      unreachable: 'Nothing answers at this address. Is the site online?',
      timeout: 'The shop takes too long to answer. Facteur tries again by itself.',
      noHttps:
        'The site does not answer in https at this address. If it has no certificate yet, ask its host for one; over http, orders would travel in the clear.',
      tls: 'The https certificate of the shop is not recognised: expired, of another name, or private. Ask its host to renew it; if it is private, give it to Facteur by NODE_EXTRA_CA_CERTS.',
      redirected:
        'This address leads to another one, where keys do not follow. Give the one it leads to, with or without “www”, in https.',
      notAShop:
        'No shop answers at this address. Give that of the WooCommerce site, and check that its permalinks are on.',
      noWooCommerce:
        'This is a WordPress site, but WooCommerce does not answer there. Switch the plug-in on, or correct the address.',
      notJson: 'The shop answers with a page instead of data: maintenance, a protection or a plug-in in between.',
      wrongKey:
        'The shop refuses the key. Create one in WooCommerce › Settings › Advanced › REST API, and paste it here.',
      noRight: 'The key may not do that. Give it the permission Read/Write, in the name of a shop manager.',
      blocked:
        'A protection in front of the shop refuses Facteur. Ask its host to let the REST API through (/wp-json/wc/v3).',
      clock:
        'The clocks of the shop and of Facteur are too far apart: over http the shop then refuses every request. Set them right, or move to https.',
      tooManyRequests: 'The shop asks to slow down. Facteur waits and tries again by itself.',
      unavailable: 'The shop is down or under maintenance. Facteur tries again by itself.',
      keyUnreadable: 'The key was encrypted by another installation. Paste it again.',
      other: 'The shop answered in a way that was not expected.',
    },
    states: {
      failing: 'does not answer',
      quiet: 'silent',
      loading: 'first load under way',
      fine: 'in order',
      byFile: 'by files',
      unconnected: 'not connected',
      off: 'switched off',
    },
    warnings: {
      plainHttp: 'The address is in http: orders travel in the clear. Move it to https.',
      headerStripped:
        'The host takes the Authorization header away: the key travels in the address, encrypted by https. Ask it to let that header through.',
      notices:
        'The site mixes notices of PHP into its answers. Facteur ignores them; ask that they are no longer displayed (WP_DEBUG_DISPLAY).',
      readOnlyKey: 'The key may only read: no notifications, no notes on orders.',
      hooksMissing: 'Without notifications, sales come by asking, once a minute.',
      hooksRepaired:
        'The shop had disabled our notifications; they are restored. At the next failure it may disable them again.',
      deliveriesWait: 'Notifications received are still to be worked off.',
    },
  },
)

const refusalsIn = (language: Language): RefusalTexts => ({
  ...Object.fromEntries(
    Object.entries(healthWords[language].failures).map(([failure, words]) => [
      `shops.${failure}`,
      ({ said }) => (said ? `${words} (${said})` : words),
    ]),
  ),
})

/** What a shop that does not answer means to who asked it. */
export const failureRefusals: Record<Language, RefusalTexts> = {
  fr: {
    ...refusalsIn('fr'),
    'shops.notConnected': 'Cette boutique n’est pas connectée. Donnez d’abord son adresse et ses clés.',
    'shops.notByKeys': 'Les commandes de cette boutique viennent de fichiers\u00a0: elle n’a ni adresse ni clés.',
    'shops.keysNeeded': 'Collez la clé et le secret de la boutique.',
  },
  en: {
    ...refusalsIn('en'),
    'shops.notConnected': 'This shop is not connected. Give its address and keys first.',
    'shops.notByKeys': 'The orders of this shop come from files: it has no address and no keys.',
    'shops.keysNeeded': 'Paste the key and the secret of the shop.',
  },
}
