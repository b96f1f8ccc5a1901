/** All risk rules; a new one is a file in `rules/` and a line here. */
import type { Rule } from './rule.ts';
import { attackNetworks } from './rules/attack-networks.ts';
import { changePackages } from './rules/change-packages.ts';
import { changeSystem } from './rules/change-system.ts';
import { deleteFiles } from './rules/delete-files.ts';
import { destroyCloud } from './rules/destroy-cloud.ts';
import { destroyContainers } from './rules/destroy-containers.ts';
import { destroyDatabases } from './rules/destroy-databases.ts';
import { destroyStores } from './rules/destroy-stores.ts';
import { emptyFiles } from './rules/empty-files.ts';
import { exhaustResources } from './rules/exhaust-resources.ts';
import { exposeServices } from './rules/expose-services.ts';
import { floodHosts } from './rules/flood-hosts.ts';
import { gainPrivileges } from './rules/gain-privileges.ts';
import { guessPasswords } from './rules/guess-passwords.ts';
import { harmPowershell } from './rules/harm-powershell.ts';
import { harmWindows } from './rules/harm-windows.ts';
import { hideTraces } from './rules/hide-traces.ts';
import { killProcesses } from './rules/kill-processes.ts';
import { loosenPermissions } from './rules/loosen-permissions.ts';
import { manageAccounts } from './rules/manage-accounts.ts';
import { mineCoins } from './rules/mine-coins.ts';
import { openRemoteShell } from './rules/open-remote-shell.ts';
import { overwriteFiles } from './rules/overwrite-files.ts';
import { plantBackdoors } from './rules/plant-backdoors.ts';
import { plantWebShells } from './rules/plant-web-shells.ts';
import { readSecrets } from './rules/read-secrets.ts';
import { rewriteHistory } from './rules/rewrite-history.ts';
import { runRemoteCode } from './rules/run-remote-code.ts';
import { sendData } from './rules/send-data.ts';
import { stopServices } from './rules/stop-services.ts';
import { watchPeople } from './rules/watch-people.ts';
import { weakenProtection } from './rules/weaken-protection.ts';
import { wipeDisks } from './rules/wipe-disks.ts';

export const registry: readonly Rule[] = [
  attackNetworks,
  changePackages,
  changeSystem,
  deleteFiles,
  destroyCloud,
  destroyContainers,
  destroyDatabases,
  destroyStores,
  emptyFiles,
  exhaustResources,
  exposeServices,
  floodHosts,
  gainPrivileges,
  guessPasswords,
  harmPowershell,
  harmWindows,
  hideTraces,
  killProcesses,
  loosenPermissions,
  manageAccounts,
  mineCoins,
  openRemoteShell,
  overwriteFiles,
  plantBackdoors,
  plantWebShells,
  readSecrets,
  rewriteHistory,
  runRemoteCode,
  sendData,
  stopServices,
  watchPeople,
  weakenProtection,
  wipeDisks,
];
