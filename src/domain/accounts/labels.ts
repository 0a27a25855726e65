import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'
import type { Right, Role } from './rules.ts'

type Column =
  | 'name'
  | 'email'
  | 'initials'
  | 'role'
  | 'joinedAt'
  | 'lastSignInAt'
  | 'at'
  | 'user'
  | 'via'
  | 'operation'
  | 'record'
type Words = { roles: Record<Role, string>; rights: Record<Right, string>; columns: Record<Column, string> }

export const accountsLabels = labels<Words>(
  {
    columns: {
      name: 'Nom',
      email: 'Mail',
      initials: 'Initiales',
      role: 'Rôle',
      joinedAt: 'Depuis le',
      lastSignInAt: 'Dernière connexion',
      at: 'Date',
      user: 'Par',
      via: 'Moyen',
      operation: 'Opération',
      record: 'Fiche',
    },
    roles: {
      administrator: 'Administrateur',
      manager: 'Responsable',
      operator: 'Opérateur',
      accountant: 'Comptable',
      reader: 'Lecteur',
    },
    rights: {
      'accounts.read': 'consulter les utilisateurs, les clés et le journal',
      'accounts.write': 'gérer la société, les utilisateurs et les clés',
      'audit.read': 'consulter l’historique d’une fiche',
      'parties.read': 'consulter les contacts',
      'parties.write': 'modifier les contacts',
      'catalog.read': 'consulter les produits et les titres',
      'catalog.write': 'modifier les produits et les titres',
      'invoicing.read': 'consulter les factures',
      'invoicing.write': 'établir des factures',
      'journal.read': 'consulter les écritures scellées',
      'journal.write': 'clôturer et archiver',
      'payments.read': 'consulter les règlements',
      'payments.write': 'encaisser et relancer',
      'debits.read': 'consulter les mandats et les prélèvements',
      'debits.write': 'prélever, et lire les comptes des clients',
      'books.read': 'consulter la comptabilité',
      'books.write': 'régler le plan comptable',
      'subscriptions.read': 'consulter les abonnements',
      'subscriptions.write': 'modifier les abonnements',
      'contracts.read': 'consulter les contrats',
      'contracts.write': 'créer et modifier les contrats',
      'dispatch.read': 'consulter les expéditions',
      'dispatch.write': 'expédier',
      'orders.read': 'consulter les commandes',
      'orders.write': 'écrire des commandes et des livraisons',
      'tracking.write': 'faire avancer les commandes',
      'exchange.read': 'consulter les échanges entre sites',
      'exchange.write': 'échanger avec d’autres sites',
      'messaging.read': 'consulter les messages',
      'messaging.write': 'écrire des messages',
      'retention.read': 'voir les contacts à effacer',
      'retention.write': 'effacer des contacts',
      'shops.read': 'consulter les commandes des boutiques',
      'shops.write': 'connecter les boutiques et rattacher leurs produits',
      'imports.read': 'consulter les imports',
      'imports.write': 'importer des fichiers',
      'work.read': 'suivre les travaux en cours',
    },
  },
  {
    columns: {
      name: 'Name',
      email: 'Mail',
      initials: 'Initials',
      role: 'Role',
      joinedAt: 'Since',
      lastSignInAt: 'Last sign-in',
      at: 'When',
      user: 'By',
      via: 'Through',
      operation: 'Operation',
      record: 'Record',
    },
    roles: {
      administrator: 'Administrator',
      manager: 'Manager',
      operator: 'Operator',
      accountant: 'Accountant',
      reader: 'Reader',
    },
    rights: {
      'accounts.read': 'see users, keys and the journal',
      'accounts.write': 'manage the company, its users and keys',
      'audit.read': 'see the history of a record',
      'parties.read': 'see contacts',
      'parties.write': 'change contacts',
      'catalog.read': 'see products and titles',
      'catalog.write': 'change products and titles',
      'invoicing.read': 'see invoices',
      'invoicing.write': 'issue invoices',
      'journal.read': 'see the sealed entries',
      'journal.write': 'close and archive',
      'payments.read': 'see payments',
      'payments.write': 'take payments and remind',
      'debits.read': 'see mandates and direct debits',
      'debits.write': 'collect, and read the accounts of customers',
      'books.read': 'see the books',
      'books.write': 'set up the chart of accounts',
      'subscriptions.read': 'see subscriptions',
      'subscriptions.write': 'change subscriptions',
      'contracts.read': 'see contracts',
      'contracts.write': 'create and change contracts',
      'dispatch.read': 'see dispatch runs',
      'dispatch.write': 'dispatch',
      'orders.read': 'see orders',
      'orders.write': 'write orders and deliveries',
      'tracking.write': 'move orders from stage to stage',
      'exchange.read': 'see exchanges between sites',
      'exchange.write': 'exchange with other sites',
      'messaging.read': 'see messages',
      'messaging.write': 'write messages',
      'retention.read': 'see contacts to erase',
      'retention.write': 'erase contacts',
      'shops.read': 'see the orders of shops',
      'shops.write': 'connect shops and map their products',
      'imports.read': 'see imports',
      'imports.write': 'bring in files',
      'work.read': 'follow work in progress',
    },
  },
)

const rightIn = (language: Language, right: string | number | undefined) =>
  accountsLabels[language].rights[right as Right] ?? String(right ?? '')

export const accountsRefusals: Record<Language, RefusalTexts> = labels(
  {
    FORBIDDEN: ({ right }) =>
      `Vous n’avez pas le droit de faire cela dans cette société\u00a0: il vous manque «\u202f${rightIn('fr', right)}\u202f». Un administrateur de la société peut vous le donner.`,
    'accounts.alreadySetUp':
      'Facteur a déjà son premier utilisateur. Connectez-vous, ou demandez une invitation à un administrateur.',
    'accounts.wrongCredentials': 'Adresse ou mot de passe inexact. Vérifiez les deux, majuscules comprises.',
    'accounts.wrongPassword': 'Ce n’est pas votre mot de passe actuel.',
    'accounts.passwordTooShort': 'Ce mot de passe est trop court\u00a0: il en faut au moins 12 caractères.',
    'accounts.passwordTooLong': 'Ce mot de passe est trop long\u00a0: 128 caractères au plus.',
    'accounts.linkSpent':
      'Ce lien a déjà servi ou a plus de 7 jours. Demandez-en un nouveau à un administrateur de votre société.',
    'accounts.onlyInPerson':
      'Cela ne se fait qu’en personne\u00a0: connectez-vous avec votre adresse et votre mot de passe.',
    'accounts.noSuchCompany': ({ company }) => `Aucune société ne s’appelle «\u202f${company}\u202f».`,
    'accounts.slugTaken': 'Cette adresse est déjà prise\u00a0: choisissez-en une autre.',
    'accounts.emailTaken': 'Un utilisateur a déjà cette adresse.',
    'accounts.initialsTaken': 'Un autre utilisateur de la société a déjà ces initiales\u00a0: choisissez-en d’autres.',
    'accounts.alreadyMember': 'Cette personne est déjà utilisatrice de la société.',
    'accounts.notConfirmed':
      'Cette personne est invitée dans une autre société et n’a pas encore choisi son mot de passe. Invitez-la quand elle l’aura fait.',
    'accounts.alsoElsewhere':
      'Cette personne travaille aussi dans une autre société\u00a0: vous ne pouvez pas changer son mot de passe. Elle peut le faire elle-même, ou l’hébergeur de Facteur en ligne de commande.',
    'accounts.lastAdministrator':
      'C’est le dernier administrateur de la société\u00a0: elle en a toujours besoin d’un. Nommez-en un autre d’abord.',
    'accounts.beyondOwnRights': 'Vous ne pouvez ni donner ni retirer plus de droits que vous n’en avez vous-même.',
    'accounts.expiryPast': 'Ce jour est passé\u00a0: la clé ne servirait jamais. Choisissez aujourd’hui ou plus tard.',
    'accounts.expiryFar': 'Une clé vaut dix ans au plus. Choisissez un jour plus proche.',
  } satisfies RefusalTexts,
  {
    FORBIDDEN: ({ right }) =>
      `You may not do that in this company: you lack “${rightIn('en', right)}”. An administrator of the company can give it to you.`,
    'accounts.alreadySetUp': 'Facteur already has its first user. Sign in, or ask an administrator for an invitation.',
    'accounts.wrongCredentials': 'Wrong address or password. Check both, capitals included.',
    'accounts.wrongPassword': 'This is not your current password.',
    'accounts.passwordTooShort': 'This password is too short: it needs at least 12 characters.',
    'accounts.passwordTooLong': 'This password is too long: 128 characters at most.',
    'accounts.linkSpent':
      'This link was already used or is over 7 days old. Ask an administrator of your company for a new one.',
    'accounts.onlyInPerson': 'This is only done in person: sign in with your address and password.',
    'accounts.noSuchCompany': ({ company }) => `No company is called “${company}”.`,
    'accounts.slugTaken': 'This address is already taken: choose another.',
    'accounts.emailTaken': 'A user already has this address.',
    'accounts.initialsTaken': 'Another user of the company already has these initials: choose others.',
    'accounts.alreadyMember': 'This person is already a user of the company.',
    'accounts.notConfirmed':
      'This person is invited to another company and has not chosen a password yet. Invite them once they have.',
    'accounts.alsoElsewhere':
      'This person also works in another company: you cannot change their password. They can do so themselves, or whoever hosts Facteur from the command line.',
    'accounts.lastAdministrator':
      'This is the company’s last administrator, and it always needs one. Appoint another first.',
    'accounts.beyondOwnRights': 'You can neither give nor take away more rights than you have yourself.',
    'accounts.expiryPast': 'That day is past: the key would never work. Choose today or later.',
    'accounts.expiryFar': 'A key lasts ten years at most. Choose an earlier day.',
  } satisfies RefusalTexts,
)
