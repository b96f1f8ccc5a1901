/** Finds commands that destroy containers, volumes and what a cluster runs, or break out of a container. */
import { isShell, nameOf } from '../../shell/index.ts';
import { isContained } from '../reading-programs.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import { unwrapsTo } from '../unwraps-to.ts';
import type { Use } from '../use.ts';

const engine = '^(?:docker|podman|nerdctl)';

const table: Table = [
  [
    new RegExp(
      `${engine} (?:system|volume|builder|image|container|network|buildx) prune\\b.*(?:--volumes|-\\w*a\\b|--all)`,
    ),
    'high',
    'deletes every volume, container or image that nobody uses',
  ],
  [new RegExp(`${engine} volume prune\\b`), 'high', 'deletes every volume that nobody uses'],
  [
    new RegExp(`${engine} (?:system|builder|image|container|network|buildx) prune\\b`),
    'moderate',
    'deletes what nobody uses',
  ],
  [
    /^podman system reset|^(?:crictl|ctr|nerdctl) (?:rmi|rmp|rm) .*(?:-a\b|--all)/,
    'high',
    'deletes every container or image',
  ],
  [new RegExp(`${engine} volume rm\\b`), 'high', 'deletes a volume'],
  [
    new RegExp(
      `${engine} (?:rm|rmi|kill|stop|restart|container (?:rm|kill|stop)|image rm|network rm|pause|push|rename|update)\\b`,
    ),
    'moderate',
    'stops, deletes or changes something that runs',
  ],
  [
    new RegExp(`${engine}(?:-compose| compose) (?:.* )?(?:down|rm)\\b.*(?:-v\\b|--volumes|--rmi)`),
    'high',
    'deletes volumes or images',
  ],
  [
    new RegExp(`${engine}(?:-compose| compose) (?:.* )?(?:down|rm|kill|stop|restart)\\b`),
    'moderate',
    'stops what runs',
  ],
  [
    new RegExp(`${engine} (?:swarm leave.*(?:-f|--force)|stack rm|service rm|node rm)`),
    'high',
    'destroys what a swarm runs',
  ],
  [
    /^(?:kubectl|oc) delete\b.*(?:\b(?:ns|namespaces?|pvc?|persistentvolume\S*|crds?|nodes?|customresourcedefinitions?|project|statefulsets?)\b|--all\b|-A\b|--all-namespaces|--force)/,
    'critical',
    'destroys what a cluster runs or keeps',
  ],
  [/^(?:kubectl|oc) delete\b/, 'high', 'deletes something in a cluster'],
  [/^(?:kubectl|oc) drain\b/, 'high', 'moves everything off a node'],
  [/^(?:kubectl|oc) scale\b.*--replicas[= ]0|^(?:kubectl|oc) replace\b.*--force/, 'high', 'stops what a cluster runs'],
  [
    /^(?:kubectl|oc) create (?:clusterrolebinding)\b|^(?:kubectl|oc) .*cluster-admin/,
    'critical',
    'makes somebody administrator of the cluster',
  ],
  [
    /^(?:kubectl|oc) (?:apply|create|patch|edit|scale|cordon|uncordon|taint|rollout (?:restart|undo)|set|label|annotate|replace|cp|run(?!.* --rm\b)|expose|autoscale|debug)\b/,
    'moderate',
    'changes what a cluster runs',
  ],
  [/^helm (?:uninstall|delete|del|un)\b/, 'high', 'removes what a cluster runs'],
  [/^helm (?:install|upgrade|rollback)\b/, 'moderate', 'changes what a cluster runs'],
  [
    /^(?:minikube|kind|k3d|vagrant|lxc|multipass|colima|limactl|virsh|proxmox|qm|pct|VBoxManage)\b.*\b(?:delete|destroy|undefine|unregistervm)\b/,
    'high',
    'destroys a machine',
  ],
  [/^k3s-uninstall\.sh|^kubeadm reset|^rke remove/, 'critical', 'destroys a cluster'],
];

const hostMount =
  /^\/(?:etc|root|boot|dev|proc|sys|usr|bin|lib|var|var\/lib|home)?(?:\/?:|$)|docker\.sock|^\/host|source=\/(?:,|$)|src=\/(?:,|$)/;

/** `docker run` with the machine's own folders or rights. */
function escapes(use: Use): Finding | undefined {
  if (!/^(?:docker|podman|nerdctl) (?:run|create|exec|container run)\b/.test(use.line)) return undefined;
  const values = use.args.flatMap((each, index) =>
    /^(?:-v|--volume|--mount)$/.test(each)
      ? [use.args[index + 1] ?? '']
      : (/^(?:-v|--volume=|--mount=)(.+)$/.exec(each)?.[1] ?? []),
  );
  const mount = values.find((each) => hostMount.test(each) && !/^\/etc\/(?:localtime|timezone)/.test(each));
  if (mount !== undefined && /docker\.sock/.test(mount))
    return { level: 'high', message: 'gives the container all rights over the machine' };
  if (mount !== undefined) return { level: 'critical', message: 'gives the container the files of the machine' };
  if (
    use.has('privileged') ||
    /--(?:pid|userns|ipc|uts)[= ]host|--cap-add[= ](?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE)|--device[= ]\/dev\/(?:sd|nvme|mem)|apparmor[:=]unconfined|seccomp[:=]unconfined/.test(
      use.line,
    )
  ) {
    return {
      level: use.has('privileged') ? 'critical' : 'high',
      message: 'gives the container rights over the machine',
    };
  }
  return undefined;
}

/** `docker rm $(docker ps -aq)`, `docker ps -aq | xargs docker rm` */
function everything(use: Use): Finding | undefined {
  const acts = /^(?:docker|podman|nerdctl) (?:(?:container|image|volume|network) )?(?:rm|rmi|kill|stop|prune)\b/.test(
    use.line,
  );
  const listed = use.command.args.some((each) => each.text === undefined && each.variables.length === 0);
  return acts && listed ? { level: 'high', message: 'acts on everything that is listed' } : undefined;
}

/** Running something in a container is as harmless as what is run. */
function runsInside(use: Use): Finding | undefined {
  if (!/^(?:(?:docker|podman|nerdctl)(?: compose| container)?|kubectl|oc|lxc|incus|crictl) exec\b/.test(use.line))
    return undefined;
  const inner = unwrapsTo(use);
  const shell =
    inner !== undefined &&
    isShell(inner) &&
    use.all.some((each) =>
      each.inside.some(
        ({ command }) =>
          command !== undefined &&
          nameOf(command.program) === inner &&
          each.inside.some((reach) => reach.command === use.command),
      ),
    );
  return inner !== undefined && (isContained(inner) || shell)
    ? undefined
    : { level: 'moderate', message: 'runs something in a container' };
}

/** A pod that is given rights over the machine it runs on. */
const privilegedPod = (use: Use): Finding | undefined =>
  /^(?:kubectl|oc)$/.test(use.name) &&
  /["']?(?:privileged|hostPID|hostNetwork|hostIPC)["']?\s*:\s*true|hostPath/.test(
    [...use.args, use.command.input ?? ''].join(' '),
  )
    ? { level: 'critical', message: 'gives a pod rights over the machine' }
    : undefined;

const enters = (use: Use): Finding | undefined =>
  use.name === 'nsenter' && /-t ?1\b|--target[= ]1\b/.test(use.line)
    ? { level: 'critical', message: 'leaves the container for the machine' }
    : undefined;

export const destroyContainers: Rule = {
  id: 'destroy-containers',
  why: 'A volume that is pruned, or a namespace that is deleted, takes its data along.',
  examples: {
    match: [
      ['docker system prune -a --volumes -f', 'high'],
      ['docker rm -f $(docker ps -aq)', 'high'],
      ['docker rm web', 'moderate'],
      ['kubectl delete namespace prod', 'critical'],
      ['kubectl -n x delete pods --all', 'critical'],
      ['helm uninstall shop', 'high'],
      ['docker run -v /:/host alpine chroot /host', 'critical'],
      ['docker run --privileged -it alpine sh', 'critical'],
    ],
    pass: [
      'docker run --rm alpine true',
      'docker ps -a',
      'kubectl get pods',
      'docker build .',
      'docker run -v "$PWD":/work alpine ls',
      'helm list',
      'kubectl delete pod x --dry-run=client',
    ],
  },
  check: (use) => [
    ...lookUp(use, table),
    runsInside(use),
    everything(use),
    escapes(use),
    privilegedPod(use),
    enters(use),
  ],
};
