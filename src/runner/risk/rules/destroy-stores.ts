/** Finds commands that empty what other programs keep: key stores, queues, directories, storage pools, the memory of devices. */
import { named } from '../named.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Use } from '../use.ts';

interface Row {
  readonly programs: RegExp;
  /** Words among the arguments that take something away, without their dashes. */
  readonly verbs: RegExp;
  readonly level: Finding['level'];
  readonly message: string;
}

const row = (programs: string, verbs: string, level: Row['level'], message: string): Row => ({
  programs: named(programs),
  verbs: named(verbs),
  level,
  message,
});

const rows: readonly Row[] = [
  row(
    'ceph rbd rados gluster',
    'rm rmpool delete purge zap destroy rmfailed stop detach',
    'critical',
    'destroys stored data',
  ),
  row('ldapdelete', '*', 'critical', 'deletes from the directory of accounts'),
  row('ldapmodify ldapmodrdn ldapadd samba-tool', '*', 'moderate', 'changes the directory of accounts'),
  row('consul', 'recurse', 'critical', 'deletes every key below'),
  row('consul', 'delete leave force-leave deregister', 'high', 'takes something out of the cluster'),
  row('vault', 'delete destroy disable seal revoke', 'critical', 'destroys secrets, or access to them'),
  row('zkCli.sh zkcli', 'deleteall rmr', 'critical', 'deletes a tree of keys'),
  row(
    'pulsar-admin couchbase-cli curator aerospike* asadm',
    'delete delete_indices bucket-delete truncate',
    'critical',
    'destroys stored data',
  ),
  row('solr meilisearch qdrant typesense', 'delete', 'high', 'destroys an index'),
  row(
    'kafka-topics* kafka-delete-records* kafka-consumer-groups*',
    'delete offset-json-file',
    'critical',
    'destroys messages',
  ),
  row(
    'rabbitmqctl rabbitmqadmin',
    'purge purge_queue delete delete_queue delete_vhost reset force_reset delete_user',
    'high',
    'destroys messages',
  ),
  row('rabbitmqctl rabbitmq-plugins', 'stop stop_app disable restart_vhost shutdown', 'moderate', 'stops a service'),
  row('nats mosquitto_ctrl gearadmin beanstool', 'purge rm delete drop', 'high', 'destroys messages'),
  row('fastboot', 'erase format flash w', 'critical', 'erases or rewrites a device'),
  row('fastboot', 'oem flashing unlock set_active', 'high', 'switches the protection of a device off'),
  row(
    'esptool esptool.py espefuse* st-flash nrfjprog openocd',
    'erase_flash erase_region erase eraseall burn_efuse recover',
    'critical',
    'erases a device',
  ),
  row(
    'esptool esptool.py avrdude dfu-util heimdall st-flash nrfjprog',
    'write_flash write -U program flash D U',
    'high',
    'rewrites a device',
  ),
  row('adb', 'root disable-verity remount uninstall sideload reboot', 'high', 'changes a device'),
  row('adb', 'install push', 'moderate', 'changes a device'),
  row('openstack nova cinder glance', 'delete purge rebuild', 'critical', 'destroys something in the cloud'),
  row('exportfs', 'o i', 'high', 'hands folders to the network'),
  row('exportfs', 'u a r ua ra', 'moderate', 'changes which folders the network sees'),
  row('certbot', 'delete revoke', 'moderate', 'removes a certificate'),
  row('snmpset', '*', 'moderate', 'changes a device'),
];

/** Arguments as words without dashes, and without the value behind `=`. */
const wordsOf = (use: Use): readonly string[] => [
  ...use.args.map((each) => each.replace(/^-+/, '').replace(/=.*$/, '')),
];

export const destroyStores: Rule = {
  id: 'destroy-stores',
  why: 'What such programs keep serves others, and they keep one copy of it.',
  examples: {
    match: [
      ['consul kv delete -recurse app/', 'critical'],
      ['kafka-topics.sh --delete --topic orders', 'critical'],
      ['rabbitmqadmin purge queue name=orders', 'high'],
      ['fastboot erase userdata', 'critical'],
      ['adb install app.apk', 'moderate'],
    ],
    pass: ['consul members', 'ceph status', 'vault status', 'kafka-topics.sh --list', 'fastboot devices', 'adb logcat'],
  },
  check: (use) => {
    const words = wordsOf(use);
    return rows
      .filter((each) => each.programs.test(use.name) && words.some((word) => each.verbs.test(word)))
      .map(({ level, message }) => ({ level, message }));
  },
};
