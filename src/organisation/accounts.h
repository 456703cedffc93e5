#pragma once

#include "organisation/types.h"

// Ways in, and what they allow. Login names, passwords and sessions are not here: `store/` keeps
// them beside the journal.
namespace diemcau::organisation {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// What somebody wants to do with a unit or a person. Data is seen by branch and purpose.
enum class Purpose : uint8_t {
  kSeeUnits,       // the tree, posts and who holds them
  kSeePersonal,    // birth date, telephone, e-mail
  kUnits,          // change the tree
  kPeople,         // change people and posts
  kImport,         // bring in files
  kWords,          // levels, titles, ranks
  kAccounts,       // accounts and what they may
  kConvene,        // call a conference of the branch
  kPapers,         // write and hand in for the unit
  kApprovePapers,  // let the unit's papers leave
  kTasks,          // give, take and report tasks for the unit
  kDocuments,
  kReviews,
  kTraining,
  kPublish,
  kOperate,        // the technical side of a conference
  kExport,         // ask for a bulk export of people
  kApproveExport,  // be the second person of one
  kHold,           // place and lift a legal hold
  kErase,          // decide that a person is erased
  kAudit,          // read who has read what
};
DIEMCAU_WORDS(Purpose, "see_units", "see_personal", "units", "people", "import", "words",
              "accounts", "convene", "papers", "approve_papers", "tasks", "documents", "reviews",
              "training", "publish", "operate", "export", "approve_export", "hold", "erase",
              "audit")

enum class Role : uint8_t {
  kAdministrator,  // runs the installation; sees nothing personal by it
  kOrganiser,      // cán bộ tổ chức: people and posts
  kLeader,
  kSecretariat,
  kClerk,  // văn thư của đơn vị
  kTechnician,
  kAuditor,
  kViewer,
};
DIEMCAU_WORDS(Role, "administrator", "organiser", "leader", "secretariat", "clerk", "technician",
              "auditor", "viewer")

// A role over a branch (a unit and all below it; 0: the whole organisation), or in one conference.
struct Grant {
  AccountId account;
  Role role = Role::kViewer;
  UnitId branch;
  ConferenceId conference;
  std::string why;
  Stamp given;
  std::optional<Stamp> withdrawn;
  std::string withdrawn_why;
  DIEMCAU_PLAIN(Grant, account, role, branch, conference, why, given, withdrawn, withdrawn_why)
};

// A one-time link out, by which whoever gets it chooses the account's login name and password.
struct Invitation {
  std::string secret_hash;
  UnixTime expires;
  DIEMCAU_PLAIN(Invitation, secret_hash, expires)
};

struct Account {
  PersonId person;    // whom it stands for; 0: a desk, not a person
  std::string label;  // of a desk: "Trực kỹ thuật"; never a person's name
  bool disabled = false;
  std::string disabled_why;
  Stamp created;
  std::optional<Invitation> invitation;
  bool claimed = false;  // somebody has chosen a name and a password
  DIEMCAU_PLAIN(Account, person, label, disabled, disabled_why, created, invitation, claimed)
};

// The one-time link by which the first administrator comes in.
struct FirstAdministrator {
  std::string secret_hash;  // empty: none is waiting
  UnixTime expires;
  AccountId account;  // who used it; afterwards there is no second
  DIEMCAU_PLAIN(FirstAdministrator, secret_hash, expires, account)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct AccountCreate {
  static constexpr const char* kName = "account.create";
  PersonId person;
  std::string label;
  std::string why;
  DIEMCAU_PLAIN(AccountCreate, person, label, why)
};
struct AccountLink {
  static constexpr const char* kName = "account.link";
  AccountId account;
  PersonId person;
  DIEMCAU_PLAIN(AccountLink, account, person)
};
struct AccountDisable {
  static constexpr const char* kName = "account.disable";
  AccountId account;
  std::string why;
  DIEMCAU_PLAIN(AccountDisable, account, why)
};
struct AccountEnable {
  static constexpr const char* kName = "account.enable";
  AccountId account;
  std::string why;
  DIEMCAU_PLAIN(AccountEnable, account, why)
};
// The hash is of the secret in the link, made by the API. An earlier link is void from then on, and
// what login name and password there was when the new one is used.
struct AccountInvite {
  static constexpr const char* kName = "account.invite";
  AccountId account;
  std::string secret_hash;
  UnixTime expires;
  DIEMCAU_PLAIN(AccountInvite, account, secret_hash, expires)
};
// By whoever has the link.
struct AccountClaim {
  static constexpr const char* kName = "account.claim";
  std::string secret_hash;
  DIEMCAU_PLAIN(AccountClaim, secret_hash)
};
struct RoleGrant {
  static constexpr const char* kName = "role.grant";
  AccountId account;
  Role role = Role::kViewer;
  UnitId branch;
  ConferenceId conference;
  std::string why;
  DIEMCAU_PLAIN(RoleGrant, account, role, branch, conference, why)
};
struct RoleWithdraw {
  static constexpr const char* kName = "role.withdraw";
  GrantId grant;
  std::string why;
  DIEMCAU_PLAIN(RoleWithdraw, grant, why)
};
// By the system itself, at the start of an installation without an administrator.
struct FirstAdministratorOffer {
  static constexpr const char* kName = "first_administrator.offer";
  std::string secret_hash;
  UnixTime expires;
  DIEMCAU_PLAIN(FirstAdministratorOffer, secret_hash, expires)
};
// By whoever has the link; the hash is made of the secret in it, by the API.
struct FirstAdministratorClaim {
  static constexpr const char* kName = "first_administrator.claim";
  std::string secret_hash;
  DIEMCAU_PLAIN(FirstAdministratorClaim, secret_hash)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct AccountCreated {
  static constexpr const char* kKind = "account.created";
  AccountId account;
  PersonId person;
  std::string label;
  std::string why;
  DIEMCAU_PLAIN(AccountCreated, account, person, label, why)
};
struct AccountLinked {
  static constexpr const char* kKind = "account.linked";
  AccountId account;
  PersonId person;
  DIEMCAU_PLAIN(AccountLinked, account, person)
};
struct AccountDisabled {
  static constexpr const char* kKind = "account.disabled";
  AccountId account;
  std::string why;
  DIEMCAU_PLAIN(AccountDisabled, account, why)
};
struct AccountEnabled {
  static constexpr const char* kKind = "account.enabled";
  AccountId account;
  std::string why;
  DIEMCAU_PLAIN(AccountEnabled, account, why)
};
struct AccountInvited {
  static constexpr const char* kKind = "account.invited";
  AccountId account;
  std::string secret_hash;
  UnixTime expires;
  DIEMCAU_PLAIN(AccountInvited, account, secret_hash, expires)
};
struct AccountClaimed {
  static constexpr const char* kKind = "account.claimed";
  AccountId account;
  DIEMCAU_PLAIN(AccountClaimed, account)
};
struct RoleGranted {
  static constexpr const char* kKind = "role.granted";
  GrantId grant;
  AccountId account;
  Role role = Role::kViewer;
  UnitId branch;
  ConferenceId conference;
  std::string why;
  DIEMCAU_PLAIN(RoleGranted, grant, account, role, branch, conference, why)
};
struct RoleWithdrawn {
  static constexpr const char* kKind = "role.withdrawn";
  GrantId grant;
  std::string why;
  DIEMCAU_PLAIN(RoleWithdrawn, grant, why)
};
struct FirstAdministratorOffered {
  static constexpr const char* kKind = "first_administrator.offered";
  std::string secret_hash;
  UnixTime expires;
  DIEMCAU_PLAIN(FirstAdministratorOffered, secret_hash, expires)
};
struct FirstAdministratorClaimed {
  static constexpr const char* kKind = "first_administrator.claimed";
  AccountId account;
  DIEMCAU_PLAIN(FirstAdministratorClaimed, account)
};

Decided decide_one(const State&, const AccountCreate&, const Context&);
Decided decide_one(const State&, const AccountLink&, const Context&);
Decided decide_one(const State&, const AccountDisable&, const Context&);
Decided decide_one(const State&, const AccountEnable&, const Context&);
Decided decide_one(const State&, const AccountInvite&, const Context&);
Decided decide_one(const State&, const AccountClaim&, const Context&);
Decided decide_one(const State&, const RoleGrant&, const Context&);
Decided decide_one(const State&, const RoleWithdraw&, const Context&);
Decided decide_one(const State&, const FirstAdministratorOffer&, const Context&);
Decided decide_one(const State&, const FirstAdministratorClaim&, const Context&);

void apply_one(State&, const AccountCreated&, const Stamp&);
void apply_one(State&, const AccountLinked&, const Stamp&);
void apply_one(State&, const AccountDisabled&, const Stamp&);
void apply_one(State&, const AccountEnabled&, const Stamp&);
void apply_one(State&, const AccountInvited&, const Stamp&);
void apply_one(State&, const AccountClaimed&, const Stamp&);
void apply_one(State&, const RoleGranted&, const Stamp&);

// Whose link it is; 0: nobody's. Expired ones are found too.
AccountId account_of_invitation(const State& state, std::string_view secret_hash);
void apply_one(State&, const RoleWithdrawn&, const Stamp&);
void apply_one(State&, const FirstAdministratorOffered&, const Stamp&);
void apply_one(State&, const FirstAdministratorClaimed&, const Stamp&);

}  // namespace diemcau::organisation
